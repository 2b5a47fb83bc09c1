import { cn } from '@/lib/utils';
import type { Bar } from '../run-span';

export interface DrawnBar extends Bar {
  key: string;
  /** A person was waited for: nobody worked. */
  waits: boolean;
  failed: boolean;
  /** Of a line of work as a whole. */
  quiet: boolean;
}

const STRIPES =
  'bg-[repeating-linear-gradient(135deg,var(--accent)_0_2px,transparent_2px_5px)] border border-accent/60';
const fill = ({ waits, failed, quiet }: DrawnBar) =>
  cn(waits ? STRIPES : failed ? 'bg-danger' : 'bg-accent', quiet && 'opacity-45', quiet ? 'inset-y-1.75' : 'inset-y-1');

/** Where in the run it lay. For the eye: the duration beside it says it in words. */
export const TimelineBar = ({ bars }: { bars: readonly DrawnBar[] }) => (
  <span aria-hidden="true" className="relative hidden h-5 rounded-sm bg-muted/70 lg:block">
    {bars.map((bar) => (
      <span
        key={bar.key}
        className={cn('absolute min-w-0.5 rounded-xs', fill(bar))}
        style={{ left: `min(${bar.left}%, 100% - 2px)`, width: `${bar.width}%` }}
      />
    ))}
  </span>
);
