import { ChangePart, ChangeRow } from '#kit/page';
import { useWorld } from '../data/world';
import { SelectField } from './field';
import { useChange } from './use-change';

const MEGABYTE = 1_024 * 1_024;
const LIFETIMES: Readonly<Record<string, string>> = {
  '5': '5 seconds',
  '60': 'a minute',
  '3599': 'an hour, as usual',
};
const LIMITS: Readonly<Record<string, string>> = {
  '2000': '2 KB: nearly nothing passes',
  [MEGABYTE]: '1 MB',
  [25 * MEGABYTE]: '25 MB, as usual',
};

/** What is offered, and what it is now if that is something else. */
const withCurrent = (offered: Readonly<Record<string, string>>, current: number): string[] => [
  ...new Set([...Object.keys(offered), String(current)]),
];

/** What Google itself may change at any time. */
export function GoogleChanges() {
  const { accessTokenSeconds, messageLimit } = useWorld().whole.settings;
  const change = useChange();
  return (
    <ChangePart title="Google">
      <div>
        <ChangeRow
          name="Rotate keys"
          note="Pushes are signed with another key from now on"
          onPress={() => change('rotate-keys', {}, 'Another key signs')}
        />
        <ChangeRow
          name="Rotate and forget"
          note="And the old keys are not found any more"
          onPress={() => change('rotate-keys', { forget: true }, 'Another key signs, the old ones are gone')}
        />
      </div>
      <div className="flex flex-col gap-3 pt-2">
        <SelectField
          name="New access tokens live for"
          value={String(accessTokenSeconds)}
          all={withCurrent(LIFETIMES, accessTokenSeconds)}
          nameOf={(value) => LIFETIMES[value] ?? `${value} seconds`}
          onChange={(value) => change('token-lifetime', { seconds: Number(value) })}
        />
        <SelectField
          name="The largest mail"
          value={String(messageLimit)}
          all={withCurrent(LIMITS, messageLimit)}
          nameOf={(value) => LIMITS[value] ?? `${value} bytes`}
          onChange={(value) => change('message-limit', { bytes: Number(value) })}
        />
      </div>
    </ChangePart>
  );
}
