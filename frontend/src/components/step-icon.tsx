import type { Step } from '@parley/contracts';
import { CheckIcon, CircleDashedIcon, PauseIcon, XIcon } from 'lucide-react';
import { Spinner } from '@/components/ui/spinner';
import { cn } from '@/lib/utils';

const WORDS: Record<Step['status'], string> = {
  RUNNING: 'running',
  WAITING: 'waiting for you',
  COMPLETED: 'done',
  FAILED: 'failed',
};

const Sign = ({ status, runActive }: { status: Step['status']; runActive: boolean }) => {
  switch (status) {
    case 'RUNNING':
      return runActive ? <Spinner className="text-accent-text" /> : <CircleDashedIcon className="size-3.5" />;
    case 'WAITING':
      return <PauseIcon className="size-3.5 text-accent-text" />;
    case 'COMPLETED':
      return <CheckIcon className="size-3.5 text-muted-foreground" />;
    case 'FAILED':
      return <XIcon className="size-3.5 text-danger-text" />;
  }
};

export const StepIcon = ({
  status,
  runActive = true,
  className,
}: {
  status: Step['status'];
  runActive?: boolean;
  className?: string;
}) => (
  <span className={cn('grid size-4 shrink-0 place-items-center', className)}>
    <Sign status={status} runActive={runActive} />
    <span className="sr-only">{runActive || status !== 'RUNNING' ? WORDS[status] : 'stopped'}</span>
  </span>
);
