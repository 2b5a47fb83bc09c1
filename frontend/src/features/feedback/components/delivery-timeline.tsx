import type { Delivery, FeedbackRequest } from '@parley/contracts';
import { ChannelIcon } from '@/components/channel-icon';
import { Time } from '@/components/time';
import { Skeleton } from '@/components/ui/skeleton';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import { useDeliveries } from '../api/deliveries';
import { deliveryError, deliveryTitle, deliveryTone, deliveryWhy, nextText } from '../describe-delivery';
import { deliveryTime } from '../elsewhere';
import { TONE_TEXT } from './delivery-ladder';

const Entry = ({ delivery }: { delivery: Delivery }) => {
  const error = deliveryError(delivery);
  return (
    <li className="flex gap-2.5">
      <ChannelIcon channel={delivery.channel} className="mt-0.75 size-3.5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className={cn('min-w-0 flex-1', deliveryTone(delivery.status) === 'danger' && 'text-danger-text')}>
            {deliveryTitle(delivery)}
            {delivery.channel !== 'WEB' && delivery.address && (
              <span className="text-muted-foreground"> · {delivery.address}</span>
            )}
          </span>
          <span className="text-muted-foreground">
            <Time at={deliveryTime(delivery)} format={timeWithDay} />
          </span>
        </p>
        <p className="text-muted-foreground">{deliveryWhy(delivery)}</p>
        {error && <p className={cn('break-words', TONE_TEXT.warning)}>{error}</p>}
      </div>
    </li>
  );
};

/** Everything that was tried, why, and what comes next and when (FB-15). */
export default function DeliveryTimeline({ request }: { request: FeedbackRequest }) {
  const timeline = useDeliveries(request);
  const now = useNow(1_000);
  if (timeline.isError && !timeline.data)
    return (
      <p role="alert" className="text-muted-foreground text-xs">
        The deliveries could not be loaded. {messageOf(timeline.error)}{' '}
        <button type="button" className="quiet-action underline" onClick={() => void timeline.refetch()}>
          Try again
        </button>
      </p>
    );
  if (!timeline.data) return <Skeleton className="h-16" />;
  const { items, next, seenAt } = timeline.data;
  const words = next && nextText(next, now);
  return (
    <div className="grid gap-2.5 text-xs">
      {items.length > 0 ? (
        <ol aria-label="Deliveries" className="grid gap-2">
          {items.map((delivery) => (
            <Entry key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      ) : (
        <p className="text-muted-foreground">Nothing was sent yet.</p>
      )}
      {seenAt && (
        <p className="text-muted-foreground">
          First on the screen <Time at={seenAt} format={timeWithDay} />.
        </p>
      )}
      {request.status === 'PENDING' && (
        <p className="border-t pt-2">
          {words ? (
            <>
              <span className="font-medium">Next: {words.when}</span>
              <span className="text-muted-foreground"> · {words.why}</span>
            </>
          ) : (
            <span className="text-muted-foreground">
              Nothing more is sent by itself: it waits in the inbox
              {request.expiresAt ? ' until its deadline' : ''}.
            </span>
          )}
        </p>
      )}
    </div>
  );
}
