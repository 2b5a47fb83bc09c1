import type { ChannelType, Delivery, DeliveryTimeline } from '@parley/contracts';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { timeWithDay } from '@/lib/dates';

export const PLACE: Record<ChannelType, string> = { WEB: 'in the app', EMAIL: 'by email', SLACK: 'in Slack' };

export const deliveryTime = ({ endedAt, startedAt, dueAt }: Delivery) => endedAt ?? startedAt ?? dueAt;

/** Where the question is now, when that is not here: an answer given here counts all the same. */
export const elsewhereText = (timeline: DeliveryTimeline, now: number): string | null => {
  const last = timeline.items.findLast(({ purpose }) => purpose === 'REQUEST');
  if (!last || last.channel === 'WEB') return null;
  const at = timeWithDay(deliveryTime(last), now);
  if (last.status === 'ACCEPTED')
    return last.why === 'switched'
      ? `Moved to ${CHANNEL_NAME[last.channel]}, ${at}`
      : `Asked ${PLACE[last.channel]}, ${at}`;
  return null;
};
