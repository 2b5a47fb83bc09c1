import { exactTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';

/** A moment in short words, with the exact time on hover. */
export const Time = ({
  at,
  format,
  className,
}: {
  at: string;
  format: (iso: string, now: number) => string;
  className?: string;
}) => {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={exactTime(at)} className={cn('tabular whitespace-nowrap', className)}>
      {format(at, now)}
    </time>
  );
};
