import type { Integration } from '@parley/contracts';
import { Time } from '@/components/time';
import { timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { mailboxReading } from '../describe-integration';

/** How a mailbox is read, and when something came in. */
export const MailboxLine = ({ mailbox }: { mailbox: NonNullable<Integration['mailbox']> }) => {
  const now = useNow(30_000);
  return (
    <p className="break-words text-muted-foreground text-xs first-letter:uppercase">
      {mailboxReading(mailbox, now)}
      {mailbox.lookedAt && (
        <>
          , last looked at <Time at={mailbox.lookedAt} format={timeWithDay} />
        </>
      )}
      {' · '}
      {mailbox.lastMailAt ? (
        <>
          last mail in <Time at={mailbox.lastMailAt} format={timeWithDay} />
        </>
      ) : (
        'no mail came in yet'
      )}
    </p>
  );
};
