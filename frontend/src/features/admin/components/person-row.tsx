import type { AdminUser } from '@parley/contracts';
import { useRef } from 'react';
import { Avatar } from '@/components/avatar';
import { Time } from '@/components/time';
import { VisibleText } from '@/components/visible-text';
import { timeWithDay } from '@/lib/dates';
import { cn, plural } from '@/lib/utils';
import { accessText } from '../describe-person';
import { PersonActions } from './person-actions';

const Standing = ({ person: { role, disabledAt } }: { person: AdminUser }) => {
  if (disabledAt)
    return (
      <span className="whitespace-nowrap text-danger-text text-xs">
        Disabled <Time at={disabledAt} format={timeWithDay} />
      </span>
    );
  return (
    <span className="whitespace-nowrap text-muted-foreground text-xs">
      {role === 'ADMIN' ? 'Administrator' : 'Member'}
    </span>
  );
};

/** One account: who it is, how they come in, and what can be done about it. */
export const PersonRow = ({ person, isMe }: { person: AdminUser; isMe: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { name, email, createdAt, lastSeenAt, waiting, disabledAt } = person;
  return (
    <li className="grid gap-1.5 border-b py-3.5 last:border-0 [&>*]:min-w-0">
      <div className="flex items-start gap-2.5">
        <Avatar name={name} className={cn(disabledAt && 'opacity-50')} />
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 break-words font-medium outline-none">
          <VisibleText text={name} />
          {isMe && <span className="font-normal text-muted-foreground"> (you)</span>}
          <span className="block break-all font-normal text-muted-foreground text-ui">{email}</span>
        </h2>
        <Standing person={person} />
      </div>
      <p className="break-words text-muted-foreground text-xs first-letter:uppercase">
        {accessText(person)}
        {waiting > 0 && ` · ${plural(waiting, 'question waits', 'questions wait')}`}
      </p>
      <p className="text-muted-foreground text-xs">
        Account since <Time at={createdAt} format={timeWithDay} /> ·{' '}
        {lastSeenAt ? (
          <>
            last seen <Time at={lastSeenAt} format={timeWithDay} />
          </>
        ) : (
          'not seen lately'
        )}
      </p>
      {isMe ? (
        <p className="text-muted-foreground text-xs">Another administrator can change your account.</p>
      ) : (
        <PersonActions person={person} onDone={() => heading.current?.focus()} />
      )}
    </li>
  );
};
