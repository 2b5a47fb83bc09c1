import type { Run } from '@parley/contracts';
import { BanIcon, CheckIcon, CircleDashedIcon, PauseIcon, XIcon } from 'lucide-react';
import { Spinner } from '@/components/ui/spinner';
import { RUN_WORDS } from '@/lib/run-words';
import { cn } from '@/lib/utils';

const Sign = ({ status }: Pick<Run, 'status'>) => {
  switch (status) {
    case 'QUEUED':
      return <CircleDashedIcon className="size-3.5" />;
    case 'RUNNING':
      return <Spinner className="text-accent-text" />;
    case 'WAITING_FOR_FEEDBACK':
      return <PauseIcon className="size-3.5" />;
    case 'COMPLETED':
      return <CheckIcon className="size-3.5 text-success-text" />;
    case 'FAILED':
      return <XIcon className="size-3.5" />;
    case 'CANCELLED':
      return <BanIcon className="size-3.5" />;
  }
};

const TONE: Partial<Record<Run['status'], string>> = {
  FAILED: 'text-danger-text',
  WAITING_FOR_FEEDBACK: 'text-accent-text',
  CANCELLED: 'text-muted-foreground',
};

export const RunStatus = ({ status, className }: Pick<Run, 'status'> & { className?: string }) => (
  <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', TONE[status], className)}>
    <span aria-hidden="true" className="grid size-4 shrink-0 place-items-center">
      <Sign status={status} />
    </span>
    {RUN_WORDS[status]}
  </span>
);
