import type { ChannelStatus, ChannelType, DeliveryWhy, LadderRung, PreferredChannel } from '@parley/contracts';

export interface PersonChannel {
  id: string;
  type: ChannelType;
  address: string;
  status: ChannelStatus;
  /** Order of preference, lowest first. */
  position: number;
  waitMs: number;
}

export interface Rung {
  channelId: string;
  channel: ChannelType;
  address: string;
  /** How long to wait here for an answer. */
  waitMs: number;
  /** Why it stands where it stands. */
  why: Extract<DeliveryWhy, 'first' | 'preferred' | 'followed' | 'present'>;
}

export interface LadderSources {
  /** All of the person's, in any order. */
  channels: readonly PersonChannel[];
  /** The request's own ladder, instead of the person's order. */
  override: readonly LadderRung[] | undefined;
  /** Of the session. AUTO follows the person (FB-9). */
  preference: PreferredChannel;
  /** Where the person last wrote in this session. */
  lastWrote: ChannelType | null;
  /** The person has just chosen the channel, for this session. */
  switched: boolean;
}

/** Only an address that is proven, and not given up, is asked. */
const usable = ({ status }: PersonChannel) => status === 'ACTIVE' || status === 'DEGRADED';

const rungOf = ({ id, type, address, waitMs }: PersonChannel, why: Rung['why']): Rung => ({
  channelId: id,
  channel: type,
  address,
  waitMs,
  why,
});

const byOverride = (channels: readonly PersonChannel[], override: readonly LadderRung[]): Rung[] =>
  override.flatMap(({ channel, waitMs }) =>
    channels.filter(({ type }) => type === channel).map((found) => ({ ...rungOf(found, 'first'), waitMs })),
  );

const once = (rungs: readonly Rung[]): Rung[] =>
  rungs.filter((rung, at) => rungs.findIndex(({ channelId }) => channelId === rung.channelId) === at);

/**
 * The order in which a person is asked (FB-6): the request's own ladder if it has one, else the session's preferred
 * channel and then the person's other channels in their order. What the person chose by a switch stands before both.
 * Each channel stands in it once.
 */
export const buildLadder = ({ channels, override, preference, lastWrote, switched }: LadderSources): Rung[] => {
  const open = channels.filter(usable).sort((a, b) => a.position - b.position);
  const own = override ? byOverride(open, override) : [];
  const wanted = preference === 'AUTO' ? lastWrote : preference;
  const why = preference === 'AUTO' ? 'followed' : 'preferred';
  const preferred = open.filter(({ type }) => type === wanted).map((channel) => rungOf(channel, why));
  if (own.length) return once(switched ? [...preferred, ...own] : own);
  return once([...preferred, ...open.map((channel) => rungOf(channel, 'first'))]);
};
