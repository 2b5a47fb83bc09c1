import { cn } from '@/lib/utils';
import type { Tone } from '../describe-channel';

const DOT: Record<Tone, string> = {
  good: 'bg-success-text',
  quiet: 'bg-muted-foreground/50',
  warning: 'bg-warning-text',
  danger: 'bg-danger',
};
const TEXT: Record<Tone, string> = {
  good: 'text-muted-foreground',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

export const StatusDot = ({ tone }: { tone: Tone }) => (
  <span aria-hidden="true" className={cn('size-1.5 shrink-0 rounded-full', DOT[tone])} />
);

/** The state of a channel in a word or two: never by colour alone. */
export const ChannelStatus = ({ tone, children }: { tone: Tone; children: string }) => (
  <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap text-xs', TEXT[tone])}>
    <StatusDot tone={tone} />
    {children}
  </span>
);
