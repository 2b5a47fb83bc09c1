import { memo, useState } from 'react';
import { Decoration, Diff, Hunk, type HunkData } from 'react-diff-view';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { VisibleText } from '@/components/visible-text';
import type { DiffFile } from './diff-hunks';
import type { DiffView } from './use-diff-view';

export interface Selection {
  /** Hunks left out, null when hunks cannot be chosen. */
  excluded: readonly string[] | null;
  /** Null once it is decided: what was left out shows, and cannot be changed. */
  onToggle: ((hunkId: string) => void) | null;
}

const HunkHead = ({ hunk, id, selection }: { hunk: HunkData; id: string; selection: Selection }) => (
  <div data-hunk={id} className="flex items-center gap-3 px-3 py-1 font-mono text-muted-foreground text-xs">
    <span className="min-w-0 flex-1 truncate">{hunk.content}</span>
    {!selection.onToggle && selection.excluded?.includes(id) && <span className="shrink-0 font-sans">left out</span>}
    {selection.excluded && selection.onToggle && (
      <label className="flex shrink-0 touch-target items-center gap-1.5 font-sans">
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

export const FileCounts = ({ added, removed }: Pick<DiffFile, 'added' | 'removed'>) => (
  <>
    <span className="shrink-0 text-success-text tabular">+{added}</span>
    <span className="shrink-0 text-danger-text tabular">−{removed}</span>
  </>
);

const Hunks = ({ entry, view, selection }: { entry: DiffFile; view: DiffView; selection: Selection }) => (
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
);

/** One file of a diff. A long one begins folded, so that a page with thousands of lines stays smooth. */
export const FileDiff = memo(
  ({ entry, view, folded, ...selection }: { entry: DiffFile; view: DiffView; folded: boolean } & Selection) => {
    const [open, setOpen] = useState(!folded);
    return (
      <section aria-label={entry.path} data-file={entry.path} className="border-t first:border-0">
        <header className="flex items-center gap-2 bg-muted/60 px-3 py-1.5 text-xs">
          <code className="min-w-0 flex-1 break-all font-mono">
            <VisibleText text={entry.path} />
            {entry.type !== 'modify' && <span className="ml-2 font-sans text-muted-foreground">{entry.type}</span>}
          </code>
          <FileCounts {...entry} />
        </header>
        {entry.hunkIds.length === 0 && (
          <p className="px-3 py-2 text-muted-foreground text-xs">No lines of text change in this file.</p>
        )}
        {entry.hunkIds.length > 0 && open && <Hunks entry={entry} view={view} selection={selection} />}
        {entry.hunkIds.length > 0 && !open && (
          <Button
            variant="link"
            size="sm"
            data-hunk={entry.hunkIds[0]}
            aria-expanded={false}
            className="mx-1 my-1"
            onClick={() => setOpen(true)}
          >
            Show {entry.lines.toLocaleString('en')} lines
          </Button>
        )}
      </section>
    );
  },
);
FileDiff.displayName = 'FileDiff';
