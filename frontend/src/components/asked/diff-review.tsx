import { useEffect, useMemo, useRef } from 'react';
import 'react-diff-view/style/index.css';
import './diff.css';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Segmented } from '@/components/ui/segmented';
import { VisibleText } from '@/components/visible-text';
import { cn, plural } from '@/lib/utils';
import { hasHiddenCharacters } from '@/lib/visible-text';
import { DiffFiles } from './diff-files';
import { foldedFiles, readDiff } from './diff-hunks';
import { FileDiff, type Selection } from './file-diff';
import { useDiffView } from './use-diff-view';
import { useHunkSteps } from './use-hunk-steps';

const VIEWS = [
  { value: 'unified', label: 'Unified' },
  { value: 'split', label: 'Side by side' },
] as const;

/** More files than that are listed first. */
const FEW_FILES = 3;

const Steps = ({ onStep }: { onStep: (by: 1 | -1) => void }) => (
  <>
    <Button variant="ghost" size="sm" data-key="p" onClick={() => onStep(-1)}>
      Previous <Kbd className="hidden sm:inline-flex">p</Kbd>
    </Button>
    <Button variant="ghost" size="sm" data-key="n" onClick={() => onStep(1)}>
      Next change <Kbd className="hidden sm:inline-flex">n</Kbd>
    </Button>
  </>
);

const Unreadable = ({ diff, unfolded }: { diff: string; unfolded: boolean }) => (
  <ScrollArea label="Diff" className={cn('overflow-auto rounded-lg border bg-code', !unfolded && 'max-h-96')}>
    <pre className="p-3 font-mono text-xs">
      <VisibleText text={diff} />
    </pre>
  </ScrollArea>
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
  const folded = useMemo(() => (unfolded ? new Set<string>() : foldedFiles(files)), [files, unfolded]);
  const hidden = useMemo(() => hasHiddenCharacters(diff.replaceAll('\r', '')), [diff]);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { view, canChoose, choose } = useDiffView(frame);
  const { step, showFile } = useHunkSteps(scroller);
  const total = files.reduce((sum, entry) => sum + entry.hunkIds.length, 0);
  useEffect(() => onCount?.(total), [total, onCount]);
  if (files.length === 0) return <Unreadable diff={diff} unfolded={unfolded} />;
  return (
    <div ref={frame} className="grid gap-2 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
        <span className="mr-auto text-muted-foreground text-xs">
          {plural(files.length, 'file')} changed, {plural(total, 'place')}
        </span>
        {total > 1 && <Steps onStep={step} />}
        {canChoose && <Segmented label="Layout of the diff" value={view} options={VIEWS} onChange={choose} />}
      </div>
      {files.length > FEW_FILES && <DiffFiles files={files} onOpen={showFile} />}
      {hidden && (
        <p className="rounded-md bg-warning-soft px-2.5 py-1.5 text-warning-text text-xs">
          This diff contains invisible or direction-changing characters. Read it with care.
        </p>
      )}
      <div
        ref={scroller}
        className={cn('scroll-thin relative overflow-y-auto rounded-lg border bg-code', !unfolded && 'max-h-[28rem]')}
      >
        {files.map((entry) => (
          <FileDiff key={entry.path} entry={entry} view={view} folded={folded.has(entry.path)} {...selection} />
        ))}
      </div>
    </div>
  );
}
