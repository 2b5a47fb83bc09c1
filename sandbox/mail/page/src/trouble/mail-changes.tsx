import { useWorld } from '../data/world';
import { GoogleChanges } from './google-changes';
import { Hire } from './hire';
import { OwnChanges } from './own-changes';
import { ParleyChanges } from './parley-changes';

/** What a person, an administrator, the clock or Google itself may change at any time. */
export function MailChanges() {
  const { me } = useWorld();
  return (
    <div className="flex flex-col gap-7">
      <OwnChanges key={me.email} />
      <ParleyChanges />
      <GoogleChanges />
      <Hire />
    </div>
  );
}
