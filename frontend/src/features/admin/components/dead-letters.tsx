import type { DeadLetter } from '@parley/contracts';
import { CheckIcon, MailCheckIcon, RotateCcwIcon } from 'lucide-react';
import { useState } from 'react';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { plural } from '@/lib/utils';
import { useDeadLetters, useRetryLetter, useRetryLetters } from '../api/admin';
import { bulkKinds, KIND_NAME, KINDS_NAME, keepTried } from '../describe-letter';

const Retry = ({
  letter,
  listed,
  onTried,
}: {
  letter: DeadLetter;
  /** Still in the server's list: tried again or not, it did not get further yet. */
  listed: boolean;
  onTried: () => void;
}) => {
  const retry = useRetryLetter(letter);
  if (!letter.retryable) return <span className="text-muted-foreground text-xs">Cannot be tried from here.</span>;
  if (retry.isSuccess)
    return (
      <span role="status" className="inline-flex items-center gap-1 text-success-text text-xs">
        <CheckIcon className="size-3.5" aria-hidden="true" />
        {listed ? 'Tried again, on its way' : 'Tried again: no longer stuck'}
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-2 sm:justify-end">
      {retry.isError && (
        <span role="alert" className="text-danger-text text-xs">
          {messageOf(retry.error)}
        </span>
      )}
      <Button
        size="sm"
        aria-label={`Try again: ${letter.subject}`}
        disabled={retry.isPending}
        onClick={() => {
          onTried();
          retry.mutate();
        }}
      >
        {retry.isPending ? <Spinner /> : <RotateCcwIcon />} Try again
      </Button>
    </span>
  );
};

const Row = ({ letter, listed, onTried }: { letter: DeadLetter; listed: boolean; onTried: () => void }) => (
  <li className="grid gap-x-4 gap-y-1 border-b py-3 text-ui last:border-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
    <div className="grid min-w-0 gap-0.5">
      <p className="break-words font-medium first-letter:uppercase">
        <VisibleText text={letter.subject} />
      </p>
      <p className="break-words text-danger-text text-xs">{letter.error}</p>
      <p className="text-muted-foreground text-xs">
        {[KIND_NAME[letter.kind], letter.person, letter.channel && CHANNEL_NAME[letter.channel]]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        <Time at={letter.at} format={timeWithDay} />
      </p>
    </div>
    <div className="sm:justify-self-end">
      <Retry letter={letter} listed={listed} onTried={onTried} />
    </div>
  </li>
);

/** Mended for one, mended for all. */
const RetryAll = ({ letters, onTried }: { letters: readonly DeadLetter[]; onTried: (tried: DeadLetter[]) => void }) => {
  const retry = useRetryLetters();
  const kinds = bulkKinds(letters);
  return (
    <div className="flex flex-wrap items-center gap-2 empty:hidden">
      {kinds.map(({ kind, count }) => (
        <Button
          key={kind}
          size="sm"
          disabled={retry.isPending}
          onClick={() => {
            onTried(letters.filter((letter) => letter.kind === kind && letter.retryable));
            retry.mutate(kind);
          }}
        >
          {retry.isPending && retry.variables === kind ? <Spinner /> : <RotateCcwIcon />} Try all {count}{' '}
          {KINDS_NAME[kind]} again
        </Button>
      ))}
      <span role="status" className="text-muted-foreground text-xs empty:hidden">
        {retry.data && `${retry.data.retried} tried again${retry.data.left > 0 ? `, ${retry.data.left} not` : ''}.`}
      </span>
      {retry.isError && (
        <span role="alert" className="text-danger-text text-xs">
          {messageOf(retry.error)}
        </span>
      )}
    </div>
  );
};

/** What will not get further without somebody. What was tried again stays in sight with its result. */
export const DeadLetters = () => {
  const letters = useDeadLetters();
  const [tried, setTried] = useState<ReadonlyMap<string, DeadLetter>>(new Map());
  const listed = new Set((letters.data ?? []).map(({ id }) => id));
  const shown = keepTried(letters.data ?? [], tried);
  if (letters.isPending) return <Skeleton className="h-60 rounded-xl" />;
  if (letters.isError && !letters.data)
    return (
      <ErrorState
        title="The dead letters could not be loaded"
        error={letters.error}
        onRetry={() => void letters.refetch()}
      />
    );
  if (shown.length === 0)
    return (
      <EmptyState icon={<MailCheckIcon />} title="Nothing is stuck">
        A delivery that failed on every channel, or a job that gave up, shows here. You can try it again then.
      </EmptyState>
    );
  return (
    <div className="grid gap-3">
      <p className="text-muted-foreground text-ui">
        {plural(listed.size, 'delivery needs', 'deliveries need')} somebody. Mend the cause first, then try again.
      </p>
      <RetryAll
        letters={letters.data ?? []}
        onTried={(all) => setTried((held) => new Map([...held, ...all.map((one) => [one.id, one] as const)]))}
      />
      <ul aria-label="Dead letters" className="border-y">
        {shown.map((letter) => (
          <Row
            // Stuck once more: a new letter, to be tried again.
            key={`${letter.id} ${letter.at}`}
            letter={letter}
            listed={listed.has(letter.id)}
            onTried={() => setTried((held) => new Map(held).set(letter.id, letter))}
          />
        ))}
      </ul>
    </div>
  );
};
