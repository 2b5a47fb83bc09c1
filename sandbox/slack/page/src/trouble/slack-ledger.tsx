import { Button, LedgerView, post, say, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';
import { clockTime } from '../lib/slack-date';
import { lineOf, type SlackLedgerEntry } from './ledger-entry';

const redeliver = (eventId: string) =>
  post('admin/redeliver', { eventId }).then(
    () => say('Sent again'),
    (error) => say(wordsOf(error)),
  );

/** An event that was sent can be sent again. */
const toolsOf = (entry: SlackLedgerEntry) =>
  entry.kind === 'delivery' &&
  entry.type === 'events_api' && (
    <Button className="mb-2" onClick={() => void redeliver(entry.event_id)}>
      Send again
    </Button>
  );

export function SlackLedger() {
  const { me } = useWorld();
  return (
    <LedgerView
      hint="chat.update, acked, C0GENERAL"
      lineOf={lineOf}
      timeOf={(time) => clockTime(String(Date.parse(time) / 1_000), me.tz)}
      toolsOf={toolsOf}
    />
  );
}
