import { Link } from 'react-router-dom';
import { cn } from '@/lib/utils';

/** From a message or a question to the run that it came from. */
export const RunLink = ({
  runId,
  quiet = false,
}: {
  runId: string;
  /** Out of sight until one points at its row, or comes to it by keyboard; a finger cannot point. */
  quiet?: boolean;
}) => (
  <Link
    to={`/runs/${runId}`}
    title="What the agent did, step by step"
    className={cn(
      'quiet-action relative z-1 inline-flex items-center bg-background px-1 text-muted-foreground text-xs',
      quiet
        ? 'opacity-0 transition-opacity focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100'
        : 'bg-transparent',
    )}
  >
    Run
  </Link>
);
