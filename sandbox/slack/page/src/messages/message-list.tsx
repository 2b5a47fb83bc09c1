import { ArrowDown } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { cx } from '#kit/page';
import type { AnyMessage } from '../data/types';
import { useWorld } from '../data/world';
import { slackDate } from '../lib/slack-date';
import { MessageView } from './message-view';
import { isContinued } from './order';
import { useStick } from './use-stick';

interface Props {
  name: string;
  channel: string;
  messages: readonly AnyMessage[];
  isThread?: boolean;
  /** What stands above the first message. */
  head?: ReactNode;
  /** What only this page says, below the last one. */
  foot?: ReactNode;
}

function DayLine({ day }: { day: string }) {
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-1 text-ui font-semibold text-quiet">
      <span className="grow border-t" aria-hidden />
      {day}
      <span className="grow border-t" aria-hidden />
    </div>
  );
}

export function MessageList({ name, channel, messages, isThread = false, head, foot }: Props) {
  const { reader } = useWorld();
  const { ref, content, isAway, toEnd } = useStick(`${channel}/${name}`);
  const now = reader();
  const dayOf = (message: AnyMessage | undefined): string | undefined =>
    message && slackDate(Number(message.ts), '{day_divider_pretty}', now);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div ref={ref} role="log" aria-label={name} className="scroll-thin min-h-0 grow overflow-y-auto">
        <div ref={content} className={cx('flex min-h-full flex-col pb-3', !isThread && 'justify-end')}>
          {head}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const day = dayOf(message) ?? '';
            const isNewDay = !isThread && day !== dayOf(before);
            return (
              <Fragment key={message.ts}>
                {isNewDay && <DayLine day={day} />}
                <MessageView
                  channel={channel}
                  message={message}
                  isContinued={!isNewDay && isContinued(message, before)}
                  isInThread={isThread}
                />
              </Fragment>
            );
          })}
          {foot}
        </div>
      </div>
      {isAway && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 rounded-full border bg-raised px-3 py-1 text-ui font-medium shadow-pop"
        >
          <ArrowDown className="size-4" aria-hidden />
          Newest messages
        </button>
      )}
    </div>
  );
}
