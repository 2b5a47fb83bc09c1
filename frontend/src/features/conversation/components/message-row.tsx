import type { DeliveryStatus, PlacedMessage } from '@parley/contracts';
import { CornerDownRightIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Avatar } from '@/components/avatar';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { LazyMarkdown } from '@/components/markdown/lazy-markdown';
import { OriginalMail } from '@/components/original-mail';
import { RunLink } from '@/components/run-link';
import { Time } from '@/components/time';
import { Tooltip } from '@/components/ui/tooltip';
import { agentName } from '@/lib/agent-name';
import { clockTime, exactTime } from '@/lib/dates';
import { cn } from '@/lib/utils';
import { isNoticeLine } from '../conversation-items';
import { PlainText } from './plain-text';

/** Avatar in the margin, name and time above, text below. Rows of one author in a row share the head. */
export const Row = ({
  name,
  initial = name,
  agent,
  grouped,
  meta,
  time,
  end,
  children,
}: {
  name: string;
  /** Whose initial the avatar shows, when it is not the name's. */
  initial?: string | undefined;
  agent: boolean;
  grouped: boolean;
  meta?: ReactNode;
  time: string | null;
  /** At the far end of its first line, shown when one looks at it. */
  end?: ReactNode;
  children: ReactNode;
}) => (
  <div className={cn('group/row mx-auto flex w-full max-w-3xl gap-3 px-4 sm:px-6', grouped ? 'pt-1' : 'pt-5')}>
    <div className="w-6 shrink-0">{!grouped && <Avatar name={initial} agent={agent} className="mt-px" />}</div>
    <div className="relative min-w-0 flex-1">
      {end && <div className="absolute top-0 right-0 z-1">{end}</div>}
      {!grouped && (
        <div className="mb-0.5 flex items-center gap-1.5 text-xs">
          <span className="font-semibold text-ui">{name}</span>
          {meta}
          {time && (
            <span className="text-muted-foreground">
              <Time at={time} format={clockTime} />
            </span>
          )}
        </div>
      )}
      {children}
    </div>
  </div>
);

const Channel = ({ message }: { message: PlacedMessage }) => (
  <Tooltip label={`${CHANNEL_NAME[message.channel]} · ${exactTime(message.createdAt)}`}>
    <span
      role="img"
      aria-label={`by ${CHANNEL_NAME[message.channel]}`}
      className="grid place-items-center text-muted-foreground"
    >
      <ChannelIcon channel={message.channel} className="size-3" />
    </span>
  </Tooltip>
);

const CARRIED: Record<DeliveryStatus, string> = {
  PENDING: 'On its way to …',
  SENDING: 'On its way to …',
  ACCEPTED: 'Also in …',
  FAILED: 'Could not be brought to …',
  UNKNOWN: 'Perhaps in …',
  SKIPPED: 'Not brought to …',
};

/** Where else an agent's words went: there the conversation goes on, too. */
const Carried = ({ carried: { channel, status } }: { carried: NonNullable<PlacedMessage['carried']> }) => {
  const label = CARRIED[status].replace('…', CHANNEL_NAME[channel]);
  return (
    <Tooltip label={label}>
      <span
        role="img"
        aria-label={label}
        className={cn(
          'grid place-items-center',
          status === 'FAILED' ? 'text-destructive' : 'text-muted-foreground',
          (status === 'PENDING' || status === 'SENDING') && 'opacity-50',
        )}
      >
        <ChannelIcon channel={channel} className="size-3" />
      </span>
    </Tooltip>
  );
};

const Body = ({ message, thinking }: { message: PlacedMessage; thinking: ReactNode }) => {
  if (message.role !== 'AGENT') return <PlainText text={message.text} />;
  const streaming = message.status === 'STREAMING';
  if (streaming && message.text === '') return thinking;
  return (
    <div className={cn(streaming && 'caret-host')}>
      <LazyMarkdown text={message.text} streaming={streaming} />
      {message.status === 'FAILED' && (
        <p className="mt-1 text-muted-foreground text-xs">This reply ended early. What had arrived is kept.</p>
      )}
    </div>
  );
};

const Note = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto w-full max-w-3xl px-4 pt-2 sm:px-6">
    <p className="flex items-start gap-1.5 pl-9 text-muted-foreground text-xs">{children}</p>
  </div>
);

/** A command, or what Parley says to one: quiet, in the middle, nobody's bubble. */
const NoticeLine = ({ message, mine }: { message: PlacedMessage; mine: boolean }) => (
  <p
    title={`${CHANNEL_NAME[message.channel]} · ${exactTime(message.createdAt)}`}
    className="mx-auto w-full max-w-3xl text-balance break-words px-8 pt-3 text-center text-muted-foreground text-xs"
  >
    {message.role === 'USER' && `${mine ? 'You' : message.author}: `}
    {message.text}
  </p>
);

export const MessageRow = memo(
  ({
    message,
    grouped,
    mine,
    hint,
    thinking,
    onJump,
  }: {
    message: PlacedMessage;
    grouped: boolean;
    mine: boolean;
    hint: string | null;
    thinking: ReactNode;
    onJump: (requestId: string) => void;
  }) => {
    if (message.type === 'FEEDBACK_RESPONSE')
      return (
        <Note>
          <CornerDownRightIcon className="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          <span className="min-w-0 break-words">
            {mine ? 'You' : message.author} answered: <span className="text-foreground">{message.text}</span>{' '}
            {message.feedbackRequestId && (
              <button
                type="button"
                className="quiet-action underline"
                onClick={() => onJump(message.feedbackRequestId ?? '')}
              >
                show the question
              </button>
            )}
          </span>
        </Note>
      );
    if (isNoticeLine(message)) return <NoticeLine message={message} mine={mine} />;
    if (message.role === 'SYSTEM') return <Note>{message.text}</Note>;
    const agent = message.role === 'AGENT';
    return (
      <Row
        name={agent ? agentName(message.author) : mine ? 'You' : message.author}
        initial={message.author}
        agent={agent}
        grouped={grouped}
        time={message.createdAt}
        end={agent && message.runId ? <RunLink runId={message.runId} quiet /> : null}
        meta={
          <>
            <Channel message={message} />
            {message.carried && <Carried carried={message.carried} />}
          </>
        }
      >
        <Body message={message} thinking={thinking} />
        {message.role === 'USER' && message.channel === 'EMAIL' && <OriginalMail id={message.id} className="mt-0.5" />}
        {hint && <p className="mt-0.5 text-muted-foreground text-xs">{hint}</p>}
      </Row>
    );
  },
);
MessageRow.displayName = 'MessageRow';
