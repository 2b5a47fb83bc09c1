import { PlaceLink } from '../data/place';
import type { Message } from '../data/types';
import { useWorld } from '../data/world';
import { slackDate } from '../lib/slack-date';
import { Avatar } from '../ui/avatar';
import { replyWords } from './order';

/** "3 replies", who wrote them and when the last one came. */
export function ThreadLine({ channel, message }: { channel: string; message: Message }) {
  const { member, reader } = useWorld();
  if (!message.reply_count) return null;
  const last = message.latest_reply
    ? slackDate(Number(message.latest_reply), 'Last reply {date_short_pretty} at {time}', reader())
    : '';
  return (
    <PlaceLink
      to={{ channel, thread: message.ts }}
      className="touch mt-1 -ml-1 flex w-fit max-w-full items-center gap-2 rounded-md border border-transparent px-1 py-0.5 text-ui hover:border-hairline hover:bg-page"
    >
      <span className="flex shrink-0 gap-1">
        {message.reply_users?.slice(0, 3).map((id) => {
          const known = member(id);
          return known && <Avatar key={id} member={known} size={22} />;
        })}
      </span>
      <span className="shrink-0 font-semibold text-link">{replyWords(message)}</span>
      <span className="truncate text-quiet" aria-hidden>
        {last}
      </span>
    </PlaceLink>
  );
}
