import { EyeOff } from 'lucide-react';
import { memo, useState } from 'react';
import { cx } from '#kit/page';
import { type AnyMessage, isEphemeral, type Message } from '../data/types';
import { useWorld } from '../data/world';
import { clockTime, slackDate } from '../lib/slack-date';
import { Avatar } from '../ui/avatar';
import { EditBox } from './edit-box';
import { MessageBody } from './message-body';
import { MessageTools } from './message-tools';
import { Reactions } from './reactions';
import { ThreadLine } from './thread-line';

interface Props {
  channel: string;
  message: AnyMessage;
  isContinued: boolean;
  isInThread: boolean;
}

function Time({ ts, className }: { ts: string; className?: string }) {
  const { reader } = useWorld();
  const whole = slackDate(Number(ts), '{date_long} at {time_secs}', reader());
  return (
    <time
      dateTime={new Date(Number(ts) * 1_000).toISOString()}
      title={whole}
      className={cx('text-2xs text-quiet', className)}
    >
      {clockTime(ts, reader().timeZone)}
    </time>
  );
}

function Author({ message }: { message: AnyMessage }) {
  const { nameOf } = useWorld();
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-bold">{nameOf(message.user)}</span>
      {message.bot_id && (
        <span className="self-center rounded bg-hairline px-1 text-[0.625rem] leading-4 font-semibold text-foreground">
          APP
        </span>
      )}
      <Time ts={message.ts} />
    </div>
  );
}

/** What an app laid out in blocks stands apart, also from its own message before. */
const isCard = ({ bot_id, blocks }: AnyMessage): boolean => bot_id !== undefined && (blocks?.length ?? 0) > 1;

const toneOf = (message: AnyMessage): string =>
  isEphemeral(message) ? 'bg-hover' : 'hover:bg-hover focus-within:bg-hover';

/** One message. */
export const MessageView = memo(function MessageView({ channel, message, isContinued, isInThread }: Props) {
  const { me, member, nameOf, reader } = useWorld();
  const [isEdited, setEdited] = useState(false);
  const author = member(message.user) ?? { id: message.user, real_name: nameOf(message.user), is_bot: false };
  const isOwn = message.user === me.id && !isEphemeral(message);
  const isGone = message.subtype === 'tombstone';
  return (
    <article
      aria-label={`${author.real_name} at ${clockTime(message.ts, reader().timeZone)}`}
      data-ts={message.ts}
      className={cx(
        'group/message relative flex gap-2.5 px-5 max-sm:px-4',
        isContinued && !isCard(message) ? 'py-0.5' : 'pt-2.5 pb-0.5',
        toneOf(message),
      )}
    >
      <div className="w-9 shrink-0">
        {isContinued ? (
          <Time
            ts={message.ts}
            className="invisible block pt-1 text-right group-focus-within/message:visible group-hover/message:visible"
          />
        ) : (
          <Avatar member={author} />
        )}
      </div>
      <div className="min-w-0 grow pb-0.5">
        {isEphemeral(message) && (
          <p className="flex items-center gap-1.5 text-2xs text-quiet">
            <EyeOff className="size-3.5" aria-hidden />
            Only visible to you
          </p>
        )}
        {!isContinued && <Author message={message} />}
        {message.subtype === 'thread_broadcast' && !isInThread && (
          <p className="text-ui text-quiet">replied to a thread:</p>
        )}
        {isEdited ? (
          <EditBox channel={channel} message={message} onDone={() => setEdited(false)} />
        ) : (
          <MessageBody channel={channel} message={message} />
        )}
        <Reactions channel={channel} message={message} />
        {!isInThread && !isEphemeral(message) && <ThreadLine channel={channel} message={message as Message} />}
      </div>
      {!isEphemeral(message) && !isGone && !isEdited && (
        <MessageTools
          channel={channel}
          message={message}
          canReply={!isInThread}
          onEdit={isOwn ? () => setEdited(true) : undefined}
        />
      )}
    </article>
  );
});
