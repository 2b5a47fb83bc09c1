import { cn } from '@/lib/utils';
import type { Said, Tone } from '../describe-agent';

const TONE: Record<Tone, string> = {
  good: 'text-success-text',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

/** In words, never by colour alone. */
export const StateWord = ({ tone, word }: Said) => (
  <span className={cn('inline-flex items-center gap-1.5 text-xs', TONE[tone])}>
    <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />
    {word}
  </span>
);
