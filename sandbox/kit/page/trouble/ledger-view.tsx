import { type ReactNode, useCallback, useRef, useState } from 'react';
import { read } from '../data/control';
import { cx } from '../ui/cx';
import { fits, type LedgerLine } from './ledger-line';
import { usePoll } from './use-poll';

interface Showing<E> {
  lineOf: (entry: E) => LedgerLine;
  /** "14:02" */
  timeOf: (time: string) => string;
  /** What can be done with an entry. */
  toolsOf?: (entry: E) => ReactNode;
}

interface Page<E> {
  entries: E[];
  next: number;
}

interface Numbered<E> {
  number: number;
  entry: E;
}

const SHOWN = 200;

function Entry<E extends { time: string }>({ entry, lineOf, timeOf, toolsOf }: Showing<E> & { entry: E }) {
  const { title, outcome, isGood, note } = lineOf(entry);
  return (
    <li className="border-t">
      <details>
        <summary className="touch flex items-baseline gap-2 py-1.5 text-ui">
          <span className="shrink-0 text-2xs text-quiet tabular-nums">{timeOf(entry.time)}</span>
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
        {toolsOf?.(entry)}
      </details>
    </li>
  );
}

const useLedger = <E,>(): readonly Numbered<E>[] => {
  const [entries, setEntries] = useState<readonly Numbered<E>[]>([]);
  const after = useRef(0);
  usePoll(
    useCallback(async () => {
      const from = after.current;
      const page = await read<Page<E>>(`ledger?after=${from}`);
      if (from !== after.current) return;
      after.current = page.next;
      if (page.entries.length > 0)
        setEntries((before) => [...before, ...page.entries.map((entry, index) => ({ number: from + index, entry }))]);
    }, []),
  );
  return entries;
};

/** What was called and what was sent, the newest first. */
export function LedgerView<E extends { time: string }>({ hint, ...showing }: Showing<E> & { hint: string }) {
  const entries = useLedger<E>();
  const [filter, setFilter] = useState('');
  const fitting = entries.filter(({ entry }) => fits(entry, filter));
  const newest = fitting.slice(-SHOWN).toReversed();
  return (
    <div>
      <input
        type="search"
        aria-label="Filter the ledger"
        placeholder={`Filter: ${hint} …`}
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
        className="field mb-3 text-ui!"
      />
      {newest.length === 0 && (
        <p className="text-ui text-quiet">{entries.length === 0 ? 'Nothing happened yet.' : 'Nothing fits.'}</p>
      )}
      <ul>
        {newest.map(({ number, entry }) => (
          <Entry key={number} entry={entry} {...showing} />
        ))}
      </ul>
      {fitting.length > SHOWN && <p className="pt-2 text-2xs text-quiet">and {fitting.length - SHOWN} older ones</p>}
    </div>
  );
}
