import { useCallback, useRef, useState } from 'react';
import { post, read, wordsOf } from '../data/control';
import { useWorld } from '../data/world';
import { clockTime } from '../lib/slack-date';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { say } from '../ui/say';
import { fits, lineOf, type SlackLedgerEntry } from './ledger-entry';
import { usePoll } from './use-poll';

interface Page {
  entries: SlackLedgerEntry[];
  next: number;
}

const SHOWN = 200;

interface Numbered {
  number: number;
  entry: SlackLedgerEntry;
}

function Entry({ entry }: { entry: SlackLedgerEntry }) {
  const { me } = useWorld();
  const { title, outcome, isGood, note } = lineOf(entry);
  const redeliver = (eventId: string) =>
    post('admin/redeliver', { eventId }).then(
      () => say('Sent again'),
      (error) => say(wordsOf(error)),
    );
  return (
    <li className="border-t">
      <details>
        <summary className="touch flex items-baseline gap-2 py-1.5 text-ui">
          <span className="shrink-0 text-2xs text-quiet tabular-nums">
            {clockTime(String(Date.parse(entry.time) / 1_000), me.tz)}
          </span>
          <span className="min-w-0 grow">
            <span className="block font-medium break-words">{title}</span>
            <span className="block truncate text-2xs text-quiet">{note}</span>
          </span>
          <span className={cx('shrink-0 text-2xs font-medium', isGood ? 'text-accent-text' : 'text-danger-text')}>
            {outcome}
          </span>
        </summary>
        <pre className="mb-2 overflow-x-auto rounded-md border bg-code p-2 font-mono text-2xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {JSON.stringify(entry, null, 2)}
        </pre>
        {entry.kind === 'delivery' && entry.type === 'events_api' && (
          <Button className="mb-2" onClick={() => void redeliver(entry.event_id)}>
            Send again
          </Button>
        )}
      </details>
    </li>
  );
}

/** What was called and what was sent, the newest first. */
export function LedgerView() {
  const [entries, setEntries] = useState<readonly Numbered[]>([]);
  const [filter, setFilter] = useState('');
  const after = useRef(0);
  usePoll(
    useCallback(async () => {
      const from = after.current;
      const page = await read<Page>(`ledger?after=${from}`);
      if (from !== after.current) return;
      after.current = page.next;
      if (page.entries.length > 0)
        setEntries((before) => [...before, ...page.entries.map((entry, index) => ({ number: from + index, entry }))]);
    }, []),
  );
  const fitting = entries.filter(({ entry }) => fits(entry, filter));
  const newest = fitting.slice(-SHOWN).toReversed();
  return (
    <div>
      <input
        type="search"
        aria-label="Filter the ledger"
        placeholder="Filter: chat.update, acked, C0GENERAL …"
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
        className="field mb-3 text-ui!"
      />
      {newest.length === 0 && (
        <p className="text-ui text-quiet">{entries.length === 0 ? 'Nothing happened yet.' : 'Nothing fits.'}</p>
      )}
      <ul>
        {newest.map(({ number, entry }) => (
          <Entry key={number} entry={entry} />
        ))}
      </ul>
      {fitting.length > SHOWN && <p className="pt-2 text-2xs text-quiet">and {fitting.length - SHOWN} older ones</p>}
    </div>
  );
}
