import type { Channel, ChannelList, ChannelType, PreferredChannel } from '@parley/contracts';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { durationText } from './duration';

/** Who it is, as people know them. */
export const channelName = ({ label, address }: Pick<Channel, 'label' | 'address'>): string => label ?? address;

export type Tone = 'good' | 'quiet' | 'warning' | 'danger';
export interface ChannelState {
  word: string;
  tone: Tone;
  /** What it means and what to do, in one sentence. Null when all is well. */
  explanation: string | null;
}

const isConnected = (list: Pick<ChannelList, 'available'>, type: ChannelType) =>
  type === 'WEB' || list.available.some((channel) => channel.type === type && channel.connected);

export const stateOf = (channel: Channel, connected: boolean): ChannelState => {
  const name = CHANNEL_NAME[channel.type];
  if (!connected)
    return {
      word: 'Not connected',
      tone: 'warning',
      explanation: `Questions pass it over: this Parley is not connected to ${name}. An administrator can connect it.`,
    };
  switch (channel.status) {
    case 'UNVERIFIED':
      return {
        word: 'Waits for its code',
        tone: 'warning',
        explanation: `No question goes there until you enter the six digits sent to ${channelName(channel)}.`,
      };
    case 'ACTIVE':
      return { word: channel.type === 'WEB' ? 'Always on' : 'Works', tone: 'good', explanation: null };
    case 'DEGRADED':
      return {
        word: 'Has trouble',
        tone: 'warning',
        explanation:
          channel.problem ?? 'The last messages there failed. It is still tried; a test shows whether it works again.',
      };
    case 'DISCONNECTED':
      return {
        word: 'Disconnected',
        tone: 'danger',
        explanation: channel.problem ?? 'Questions pass it over. Send a test, or remove it and add it again.',
      };
  }
};

export interface ChannelOption {
  value: PreferredChannel;
  name: string;
  usable: boolean;
  tone: Tone;
  /** Its address, or why it cannot be chosen and what to do about it. */
  note: string;
}

const RANK: Record<Channel['status'], number> = { ACTIVE: 0, DEGRADED: 1, DISCONNECTED: 2, UNVERIFIED: 3 };

const optionOf = (list: ChannelList, type: 'EMAIL' | 'SLACK'): ChannelOption => {
  const name = CHANNEL_NAME[type];
  const off = (note: string, tone: Tone = 'quiet') => ({ value: type, name, usable: false, tone, note });
  if (!isConnected(list, type)) return off('Not connected here. An administrator can connect it.');
  const own = list.items.filter((channel) => channel.type === type);
  const [channel] = own.sort((a, b) => RANK[a.status] - RANK[b.status] || a.position - b.position);
  switch (channel?.status) {
    case undefined:
      return off('You have no address there yet. Add it in Settings.');
    case 'UNVERIFIED':
      return off('Waits for its code. Enter it in Settings.', 'warning');
    case 'DISCONNECTED':
      return off(`${channel.problem ?? 'Disconnected.'} See Settings.`, 'danger');
    case 'DEGRADED':
      return { value: type, name, usable: true, tone: 'warning', note: `${channelName(channel)} · has trouble` };
    case 'ACTIVE':
      return { value: type, name, usable: true, tone: 'good', note: channelName(channel) };
  }
};

/** What the selector offers, in a fixed order. */
export const channelOptions = (list: ChannelList): ChannelOption[] => [
  { value: 'AUTO', name: 'Auto', usable: true, tone: 'good', note: 'Follows you: wherever you last wrote' },
  { value: 'WEB', name: 'Web', usable: true, tone: 'good', note: 'Here in the app' },
  optionOf(list, 'EMAIL'),
  optionOf(list, 'SLACK'),
];

const isOpen = (list: ChannelList) => (channel: Channel) =>
  (channel.status === 'ACTIVE' || channel.status === 'DEGRADED') && isConnected(list, channel.type);

/** The channels a new question of the session climbs: the preferred one, then the person's order (FB-6). */
export const questionPath = (
  list: ChannelList,
  preferred: PreferredChannel,
  lastWrote: ChannelType | null,
): Channel[] => {
  const open = list.items.filter(isOpen(list)).sort((a, b) => a.position - b.position);
  const wanted = preferred === 'AUTO' ? lastWrote : preferred;
  return [...open.filter(({ type }) => type === wanted), ...open.filter(({ type }) => type !== wanted)];
};

/** `Questions go to Email; after 1 hour without an answer, to Slack.` */
export const pathText = (path: readonly Channel[]): string => {
  const [first, second, ...more] = path;
  if (!first) return 'Questions wait in your inbox.';
  const start = first.type === 'WEB' ? 'Questions show here' : `Questions go to ${CHANNEL_NAME[first.type]}`;
  const here = first.type === 'WEB' ? '' : ' While you look at this session, they show here first.';
  if (!second) return `${start} and wait for you.${here}`;
  const then = `after ${durationText(first.waitMs)} without an answer, to ${CHANNEL_NAME[second.type]}`;
  return `${start}; ${then}${more.length ? ' and so on' : ''}.${here}`;
};

/** What a switch took along. */
export const switchedText = (channel: PreferredChannel, moved: number): string => {
  const name = channel === 'AUTO' ? 'where you last wrote' : CHANNEL_NAME[channel];
  return `${moved} ${moved === 1 ? 'question' : 'questions'} moved to ${name}`;
};
