import { useEffect, useMemo, useState } from 'react';
import { Decoration, Diff, Hunk, type HunkData } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import './diff.css';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Segmented } from '@/components/ui/segmented';
import { VisibleText } from '@/components/visible-text';
import { cn, plural } from '@/lib/utils';
import { hasHiddenCharacters } from '@/lib/visible-text';
import { type DiffFile, readDiff } from './diff-hunks';

type View = 'unified' | 'split';
const VIEWS = [
  { value: 'unified', label: 'Unified' },
  { value: 'split', label: 'Side by side' },
] as const;

interface Selection {
  /** Hunks left out, null when hunks cannot be chosen. */
  excluded: readonly string[] | null;
  /** Null once it is decided: what was left out shows, and cannot be changed. */
  onToggle: ((hunkId: string) => void) | null;
}

const HunkHead = ({ hunk, id, selection }: { hunk: HunkData; id: string; selection: Selection }) => (
  <div className="flex items-center gap-3 px-3 py-1 font-mono text-muted-foreground text-xs">
    <span className="min-w-0 flex-1 truncate">{hunk.content}</span>
    {!selection.onToggle && selection.excluded?.includes(id) && <span className="shrink-0 font-sans">left out</span>}
    {selection.excluded && selection.onToggle && (
      <label className="flex shrink-0 items-center gap-1.5 font-sans">
        <input
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={!selection.excluded.includes(id)}
          onChange={() => selection.onToggle?.(id)}
        />
        Include
      </label>
    )}
  </div>
);

const FileDiff = ({ entry, view, selection }: { entry: DiffFile; view: View; selection: Selection }) => (
  <section aria-label={entry.path} className="border-t first:border-0">
    <header className="flex items-center gap-2 bg-muted/60 px-3 py-1.5 text-xs">
      <code className="min-w-0 flex-1 truncate font-mono">
        <VisibleText text={entry.path} />
        {entry.type !== 'modify' && <span className="ml-2 font-sans text-muted-foreground">{entry.type}</span>}
      </code>
      <span className="text-success-text tabular">+{entry.added}</span>
      <span className="text-danger-text tabular">−{entry.removed}</span>
    </header>
    <ScrollArea label={`Changes in ${entry.path}`}>
      <Diff viewType={view} diffType={entry.type} hunks={entry.file.hunks}>
        {(hunks) =>
          hunks.flatMap((hunk, index) => {
            const id = entry.hunkIds[index] ?? '';
            return [
              <Decoration key={`head ${id}`} className={selection.excluded?.includes(id) ? 'diff-left-out' : ''}>
                <HunkHead hunk={hunk} id={id} selection={selection} />
              </Decoration>,
              <Hunk key={id} hunk={hunk} />,
            ];
          })
        }
      </Diff>
    </ScrollArea>
  </section>
);

/** The diff an approval is about: per file, unified or side by side, hunk by hunk. Its own chunk. */
export default function DiffReview({
  diff,
  selection,
  onCount,
  unfolded = false,
}: {
  diff: string;
  selection: Selection;
  onCount?: (hunks: number) => void;
  /** At its full height, where nothing stands beside it. */
  unfolded?: boolean;
}) {
  const files = useMemo(() => readDiff(diff), [diff]);
  const hidden = useMemo(() => hasHiddenCharacters(diff.replaceAll('\r', '')), [diff]);
  const [view, setView] = useState<View>('unified');
  const total = files.reduce((sum, entry) => sum + entry.hunkIds.length, 0);
  useEffect(() => onCount?.(total), [total, onCount]);
  if (files.length === 0)
    return (
      <ScrollArea label="Diff" className={cn('overflow-auto rounded-lg border bg-code', !unfolded && 'max-h-96')}>
        <pre className="p-3 font-mono text-xs">
          <VisibleText text={diff} />
        </pre>
      </ScrollArea>
    );
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-muted-foreground text-xs">{plural(files.length, 'file')} changed</span>
        <Segmented label="Layout of the diff" value={view} options={VIEWS} onChange={setView} />
      </div>
      {hidden && (
        <p className="rounded-md bg-warning-soft px-2.5 py-1.5 text-warning-text text-xs">
          This diff contains invisible or direction-changing characters. Read it with care.
        </p>
      )}
      <div className={cn('scroll-thin overflow-y-auto rounded-lg border bg-code', !unfolded && 'max-h-[28rem]')}>
        {files.map((entry) => (
          <FileDiff key={entry.path} entry={entry} view={view} selection={selection} />
        ))}
      </div>
    </div>
  );
}
