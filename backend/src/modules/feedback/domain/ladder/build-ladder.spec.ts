import type { ChannelStatus, ChannelType } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { buildLadder, type LadderSources, type PersonChannel } from './build-ladder.js';

const channel = (
  type: ChannelType,
  position: number,
  status: ChannelStatus = 'ACTIVE',
  id: string = type,
): PersonChannel => ({ id, type, address: `at ${id}`, status, position, waitMs: position * 1_000 });

const MIRA = [channel('WEB', 3), channel('SLACK', 1), channel('EMAIL', 2)];

const sources = (change: Partial<LadderSources>): LadderSources => ({
  channels: MIRA,
  override: undefined,
  preference: 'AUTO',
  lastWrote: null,
  switched: false,
  ...change,
});
/** `SLACK first, WEB followed`, in their order. */
const rungs = (change: Partial<LadderSources>) =>
  buildLadder(sources(change))
    .map(({ channelId, why }) => `${channelId} ${why}`)
    .join(', ');

const table = (rows: [name: string, change: Partial<LadderSources>, ladder: string][]) =>
  it.each(rows)('%s', (_name, change, ladder) => expect(rungs(change)).toBe(ladder));

const override = [
  { channel: 'EMAIL', waitMs: 7_000 },
  { channel: 'WEB', waitMs: 8_000 },
] as const;

describe("the person's order", () => {
  table([
    ['is by position', {}, 'SLACK first, EMAIL first, WEB first'],
    ['begins with the preferred channel', { preference: 'EMAIL' }, 'EMAIL preferred, SLACK first, WEB first'],
    ['begins where the person last wrote', { lastWrote: 'WEB' }, 'WEB followed, SLACK first, EMAIL first'],
    [
      'follows nobody who prefers a channel',
      { preference: 'EMAIL', lastWrote: 'WEB' },
      'EMAIL preferred, SLACK first, WEB first',
    ],
    [
      'has every address of the preferred channel first',
      { channels: [...MIRA, channel('EMAIL', 0, 'ACTIVE', 'second')], preference: 'EMAIL' },
      'second preferred, EMAIL preferred, SLACK first, WEB first',
    ],
    [
      'passes over a preferred channel the person does not have',
      { channels: [channel('WEB', 1)], preference: 'SLACK' },
      'WEB first',
    ],
    ['of nobody is empty', { channels: [] }, ''],
  ]);

  it.each([
    ['ACTIVE', true],
    ['DEGRADED', true],
    ['UNVERIFIED', false],
    ['DISCONNECTED', false],
  ] as const)('asks on a channel that is %s: %s', (status, asked) =>
    expect(rungs({ channels: [channel('SLACK', 1, status)], preference: 'SLACK' })).toBe(
      asked ? 'SLACK preferred' : '',
    ),
  );

  it('leaves the list it was given as it was', () => {
    const channels = Object.freeze([...MIRA]);
    expect(() => rungs({ channels })).not.toThrow();
  });

  it('keeps address and wait of each channel', () =>
    expect(buildLadder(sources({}))[0]).toEqual({
      channelId: 'SLACK',
      channel: 'SLACK',
      address: 'at SLACK',
      waitMs: 1_000,
      why: 'first',
    }));
});

describe("a request's own ladder", () => {
  table([
    ['stands instead of order and preference', { override, preference: 'SLACK' }, 'EMAIL first, WEB first'],
    [
      'stands behind what the person has just chosen',
      { override, preference: 'SLACK', switched: true },
      'SLACK preferred, EMAIL first, WEB first',
    ],
    ['has what was chosen once', { override, preference: 'WEB', switched: true }, 'WEB preferred, EMAIL first'],
    ['passes over channels the person does not have', { override, channels: [channel('WEB', 1)] }, 'WEB first'],
    [
      'passes over what is not proven',
      { override, channels: [channel('EMAIL', 1, 'UNVERIFIED'), channel('WEB', 2)] },
      'WEB first',
    ],
    [
      'of channels the person has none of gives way to their own',
      { override: [{ channel: 'EMAIL', waitMs: 1_000 }], channels: [channel('WEB', 1), channel('SLACK', 2)] },
      'WEB first, SLACK first',
    ],
    ['that names a channel twice has it once', { override: [...override, ...override] }, 'EMAIL first, WEB first'],
  ]);

  it('says how long to wait, also longer than the person does', () =>
    expect(buildLadder(sources({ override })).map(({ waitMs }) => waitMs)).toEqual([7_000, 8_000]));
});
