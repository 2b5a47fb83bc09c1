import type { ChannelType, DeliveryTimeline } from '@parley/contracts';
import { type Climb, type NextRung, nextRung, type Rung } from '../domain/ladder/index.js';

/** What will happen by itself, as the ladder stands now. */
export const upcoming = (climb: Climb): DeliveryTimeline['next'] => {
  const next = nextRung(climb);
  switch (next.kind) {
    case 'give_up':
      return null;
    case 'send':
      return entry(next.at, next.rung.channel, next.why);
    case 'wait': {
      if (next.why === 'under_way') return entry(next.until, next.rung?.channel ?? null, next.why);
      const then = nextRung({ ...climb, now: next.until });
      // The deadline comes first: what was waited for does not happen any more.
      if (then.kind === 'give_up') return null;
      const why = next.why === 'silence' && then.kind === 'send' ? then.why : next.why;
      return entry(next.until, channelThen(then) ?? next.rung?.channel ?? null, why);
    }
  }
};

const channelThen = (next: NextRung): ChannelType | null => (next.kind === 'send' ? next.rung.channel : null);

const entry = (at: number, channel: ChannelType | null, why: string) => ({
  at: new Date(at).toISOString(),
  channel,
  why,
});

/** Each rung with how far it got in the present climb. */
export const rungStates = ({ ladder, attempts }: Climb): DeliveryTimeline['ladder'] =>
  ladder.map((rung) => {
    const { channel, address, waitMs } = rung;
    return { channel, address, waitMs, state: stateOf(rung, attempts) };
  });

const stateOf = (rung: Rung, attempts: Climb['attempts']): DeliveryTimeline['ladder'][number]['state'] => {
  const last = attempts.findLast(({ channelId }) => channelId === rung.channelId);
  if (!last) return 'waiting';
  if (last.endedAt === null) return 'trying';
  if (last.status !== 'ACCEPTED') return 'failed';
  return attempts.at(-1) === last ? 'asked' : 'silent';
};
