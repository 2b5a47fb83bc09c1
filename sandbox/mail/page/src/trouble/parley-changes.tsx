import { useState } from 'react';
import { ChangePart, ChangeRow, useConfirm } from '#kit/page';
import { useWorld } from '../data/world';
import { SelectField } from './field';
import { useChange } from './use-change';

const PARLEY = 'parley@acme.example';

/** What happens to a mailbox that Parley may use. */
export function ParleyChanges() {
  const { whole } = useWorld();
  const [chosen, setChosen] = useState(PARLEY);
  const change = useChange();
  const ask = useConfirm();
  const boxes = whole.mailboxes.filter(({ server }) => server === 'gmail');
  const box = boxes.find(({ email }) => email === chosen) ?? boxes[0];
  if (!box) return null;
  const { email } = box;
  const isGranted = whole.granted.includes(email);
  const revoke = async () => {
    const text = `Parley has to be allowed again to use ${email}.`;
    const yes = await ask({ title: 'Take the permission back', text, yes: 'Take it back', no: 'Cancel', danger: true });
    if (yes) change('revoke', { email }, 'The permission is gone');
  };
  return (
    <ChangePart title="Parley's way into a mailbox">
      <div className="pb-2">
        <SelectField
          name="Mailbox"
          value={email}
          all={boxes.map((entry) => entry.email)}
          nameOf={(entry) => (whole.granted.includes(entry) ? `${entry} (allowed)` : entry)}
          onChange={setChosen}
        />
      </div>
      {!isGranted && <p className="pb-2 text-ui text-quiet">Nobody may use this mailbox now.</p>}
      <div>
        <ChangeRow
          name="Expire tokens"
          note="401, until a new one is asked for"
          onPress={() => change('expire-tokens', { email }, 'The tokens are over')}
        />
        <ChangeRow name="Revoke" note="The permission is gone: invalid_grant" onPress={() => void revoke()} />
        <ChangeRow
          name="Forget history"
          note="history.list is 404 from where one was"
          onPress={() => change('expire-history', { email }, 'History is forgotten')}
        />
        <ChangeRow
          name="End the watch"
          note={box.watch ? 'No push from now on' : 'Nobody watches it now'}
          onPress={() => change('expire-watch', { email }, 'The watch ran out')}
        />
        <ChangeRow
          name="Push again"
          note="What is the newest, once more"
          onPress={() => change('push-again', { email }, 'Pushed')}
        />
        <ChangeRow
          name="Push an old one"
          note="historyId 1, which is long over"
          onPress={() => change('push-again', { email, historyId: 1 }, 'Pushed')}
        />
      </div>
    </ChangePart>
  );
}
