import { useMemo } from 'react';
import { type HunkName, splitHunks } from '@/components/asked/diff-hunks';
import { VisibleText } from '@/components/visible-text';
import { cn } from '@/lib/utils';

const Parts = ({ title, hunks, dim }: { title: string; hunks: readonly HunkName[]; dim: boolean }) => (
  <section aria-label={title} className={cn('min-w-0 text-xs', dim && 'text-muted-foreground')}>
    <h3 className="font-medium">{title}</h3>
    <ul>
      {hunks.map(({ id, path, head }) => (
        <li key={id} className="break-words font-mono">
          <VisibleText text={path} />{' '}
          <span className="text-muted-foreground">
            <VisibleText text={head} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** What an approval in part took and what it left out, hunk by hunk. Its own chunk: it reads the diff. */
export default function DecidedParts({ diff, approved }: { diff: string; approved: readonly string[] }) {
  const { taken, left } = useMemo(() => splitHunks(diff, approved), [diff, approved]);
  return (
    <div className="grid gap-1.5">
      <Parts title="Approved" hunks={taken} dim={false} />
      {left.length > 0 && <Parts title="Left out" hunks={left} dim />}
    </div>
  );
}
