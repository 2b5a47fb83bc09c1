import { expect, it } from 'vitest';
import type { AnyMessage, ChannelMessages, EphemeralMessage, Message } from '../data/types';
import { inChannel, inThread, isContinued, replyWords } from './order';

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  ...{ type: 'message', ts, user: 'U1', team: 'T1', text: ts },
  ...more,
});
const whisper = (ts: string, more: Partial<Message> = {}): EphemeralMessage => ({
  ...message(ts, more),
  ...{ channel: 'C1', to: 'U1', is_ephemeral: true },
});
const data: ChannelMessages = {
  channel: {} as ChannelMessages['channel'],
  messages: [
    message('1.0', { thread_ts: '1.0', reply_count: 2 }),
    message('2.0', { thread_ts: '1.0' }),
    message('4.0', { thread_ts: '1.0', subtype: 'thread_broadcast' }),
    message('5.0'),
  ],
  ephemerals: [whisper('3.0'), whisper('3.5', { thread_ts: '1.0' })],
};
const times = (list: readonly AnyMessage[]) => list.map(({ ts }) => ts);

it('shows in the channel what is no reply, and replies sent there too', () => {
  expect(times(inChannel(data))).toEqual(['1.0', '3.0', '4.0', '5.0']);
});

it('shows in a thread its first message and all replies', () => {
  expect(times(inThread(data, '1.0'))).toEqual(['1.0', '2.0', '3.5', '4.0']);
});

it('names somebody once for what they say in a row', () => {
  expect(isContinued(message('100.0'), message('90.0'))).toBe(true);
  expect(isContinued(message('100.0'), undefined)).toBe(false);
  expect(isContinued(message('100.0'), message('90.0', { user: 'U2' }))).toBe(false);
  expect(isContinued(message('500.0'), message('90.0'))).toBe(false);
  expect(isContinued(whisper('100.0'), message('90.0'))).toBe(false);
});

it('counts replies', () => {
  expect([1, 3].map((count) => replyWords(message('1.0', { reply_count: count })))).toEqual(['1 reply', '3 replies']);
});
