import type { FeedbackRequest } from '@parley/contracts';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import { useDeliveries } from '../api/deliveries';
import { nextText, rungLines, type Tone } from '../describe-delivery';

export const TONE_TEXT: Record<Tone, string> = {
  good: 'text-foreground',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

/** The rungs of one waiting question at a glance, counting down to the next. */
export default function DeliveryLadder({ request, titled }: { request: FeedbackRequest; titled: boolean }) {
  const { data } = useDeliveries(request);
  const now = useNow(1_000);
  if (!data || (data.ladder.length === 0 && !data.next)) return null;
  const lines = rungLines(data, now);
  // A reminder, the end of a snooze: what the rungs do not tell.
  const other = data.next && !lines.some(({ next }) => next) ? nextText(data.next, now) : null;
  return (
    <div className="grid gap-1 text-xs">
      {titled && <p className="truncate text-muted-foreground">{request.question.question}</p>}
      <ol aria-label="Channels asked" className="grid gap-1">
        {lines.map((line) => (
          <li
            key={line.key}
            className="flex items-center gap-2"
            title={line.channel === 'WEB' ? undefined : (line.address ?? undefined)}
          >
            <ChannelIcon channel={line.channel} className="size-3.5 shrink-0 text-muted-foreground" />
            <span className="flex-1">{CHANNEL_NAME[line.channel]}</span>
            <span className={cn('tabular', TONE_TEXT[line.tone])}>{line.text}</span>
          </li>
        ))}
      </ol>
      {other && (
        <p className="text-muted-foreground tabular">
          Next: {other.when} · {other.why}
        </p>
      )}
    </div>
  );
}
