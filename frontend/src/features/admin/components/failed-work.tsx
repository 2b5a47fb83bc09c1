import type { FailedWork as Failed } from '@parley/contracts';
import { RotateCcwIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { AskOnceMore } from '@/components/ask-once-more';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { plural } from '@/lib/utils';
import { useActOnFailed } from '../api/work';
import { failedName, giveUpText } from '../describe-work';

const Row = ({ failed, onDone }: { failed: Failed; onDone: (words: string) => void }) => {
  const retry = useActOnFailed('retry');
  const giveUp = useActOnFailed('give-up');
  const [asking, setAsking] = useState(false);
  const name = failedName(failed);
  const problem = retry.error ?? giveUp.error;
  return (
    <li className="grid gap-1 border-b py-3 text-ui last:border-0 [&>*]:min-w-0">
      <p className="break-words font-medium first-letter:uppercase">
        <VisibleText text={name} />
      </p>
      <p className="break-words text-danger-text text-xs">{failed.error}</p>
      <p className="text-muted-foreground text-xs">
        {[failed.person, failed.channel && CHANNEL_NAME[failed.channel], `tried ${plural(failed.tries, 'time')}`]
          .filter(Boolean)
          .join(' · ')}
        {' · next try '}
        <Time at={failed.nextAt} format={timeWithDay} />
      </p>
      {asking ? (
        <AskOnceMore
          label={`Give up: ${name}`}
          yes="Give up"
          no="Keep trying"
          busy={giveUp.isPending}
          problem={giveUp.isError ? `Not given up. ${messageOf(giveUp.error)}` : null}
          onYes={() => giveUp.mutate(failed, { onSuccess: () => onDone('Given up.') })}
          onNo={() => {
            giveUp.reset();
            setAsking(false);
          }}
        >
          {giveUpText(failed)}
        </AskOnceMore>
      ) : (
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            aria-label={`Try now: ${name}`}
            disabled={retry.isPending}
            onClick={() => retry.mutate(failed, { onSuccess: () => onDone('It is tried again now.') })}
          >
            {retry.isPending ? <Spinner /> : <RotateCcwIcon />} Try now
          </Button>
          <Button size="sm" variant="ghost" aria-label={`Give up: ${name}`} onClick={() => setAsking(true)}>
            Give up
          </Button>
          {problem && (
            <span role="alert" className="text-danger-text text-xs">
              {messageOf(problem)}
            </span>
          )}
        </div>
      )}
    </li>
  );
};

/** What failed and is tried again by itself. An operator who has mended the cause need not wait. */
export const FailedWork = ({ items }: { items: readonly Failed[] }) => {
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const done = (words: string) => {
    setSaid(words);
    heading.current?.focus();
  };
  return (
    <section className="grid gap-1">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-ui outline-none">
        Waiting for another try
      </h2>
      <p role="status" className="text-success-text text-xs empty:hidden">
        {said}
      </p>
      {items.length === 0 ? (
        <p className="text-muted-foreground text-ui">
          Nothing. What failed for good is among the{' '}
          <Link to="/admin/dead-letters" className="text-accent-text underline underline-offset-4">
            dead letters
          </Link>
          .
        </p>
      ) : (
        <ul aria-label="Waiting for another try" className="border-y">
          {items.map((failed) => (
            <Row key={failed.id} failed={failed} onDone={done} />
          ))}
        </ul>
      )}
    </section>
  );
};
