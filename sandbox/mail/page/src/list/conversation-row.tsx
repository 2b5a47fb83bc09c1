import { Paperclip } from 'lucide-react';
import { Avatar, cx } from '#kit/page';
import { PlaceLink } from '../data/place';
import { shortMoment, wholeMoment } from '../lib/moment';
import type { Conversation } from './conversations';

/** One conversation of the list. */
export function ConversationRow({ conversation, isHere }: { conversation: Conversation; isHere: boolean }) {
  const { threadId, who, face, subject, snippet, date, count, isUnread, hasFiles } = conversation;
  return (
    <PlaceLink
      to={{ thread: threadId, write: null }}
      aria-current={isHere ? 'page' : undefined}
      className={cx('relative flex gap-3 px-4 py-2.5 -outline-offset-2', isHere ? 'bg-accent-soft' : 'hover:bg-hover')}
    >
      {isUnread && <span aria-hidden className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
      <span className="pt-0.5">
        <Avatar {...face} size={32} />
      </span>
      <span className="min-w-0 grow">
        <span className="flex items-baseline gap-2">
          {isUnread && <span className="sr-only">Unread, </span>}
          <span className={cx('min-w-0 truncate', isUnread && 'font-semibold')}>{who}</span>
          {count > 1 && <span className="shrink-0 text-2xs text-quiet tabular-nums">{count}</span>}
          <time
            dateTime={new Date(date).toISOString()}
            title={wholeMoment(date)}
            className={cx('ml-auto shrink-0 text-2xs tabular-nums', isUnread ? 'font-semibold' : 'text-quiet')}
          >
            {shortMoment(date, Date.now())}
          </time>
        </span>
        <span className="flex items-center gap-2 text-ui">
          <span className={cx('min-w-0 grow truncate', isUnread && 'font-semibold')}>{subject}</span>
          {hasFiles && <Paperclip className="size-3.5 shrink-0 text-quiet" role="img" aria-label="with a file" />}
        </span>
        <span className="block truncate text-ui text-quiet">{snippet}</span>
      </span>
    </PlaceLink>
  );
}
