import { describe, expect, it } from 'vitest';
import type { ChannelAddress, DeliveryResult } from '../../channels/index.js';
import { ChannelGate } from './channel-gate.js';

const ADDRESS: ChannelAddress = { id: 'c', userId: 'u', type: 'SLACK', address: 'a', integrationId: null };
const ACCEPTED: DeliveryResult = { ok: true, receipt: {} };
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Calls that end when they are told to, in the order in which they began. */
const provider = () => {
  const open: (() => void)[] = [];
  const begun: number[] = [];
  const call = (number: number) => async () => {
    begun.push(number);
    return () => new Promise<DeliveryResult>((resolve) => open.push(() => resolve(ACCEPTED)));
  };
  return { open, begun, call };
};

describe('ChannelGate', () => {
  it('lets so many call at once and the next in their order, prepared when it is their turn', async () => {
    const gate = new ChannelGate();
    const { open, begun, call } = provider();
    const results = Array.from({ length: 20 }, (_, number) => gate.call(ADDRESS, 'send', call(number)));
    await turn();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await gate.call(ADDRESS, 'send', call(20)), 'one more than may wait').toBe('busy');
    open.shift()?.();
    await turn();
    expect(begun.at(-1)).toBe(8);
    while (begun.length < 20 || open.length) {
      open.shift()?.();
      await turn();
    }
    expect(await Promise.all(results)).toEqual(Array(20).fill(ACCEPTED));
    expect(begun).toEqual(Array.from({ length: 20 }, (_, number) => number));
  });

  it('keeps integrations apart', async () => {
    const gate = new ChannelGate();
    const { call } = provider();
    for (let number = 0; number < 20; number++) void gate.call(ADDRESS, 'send', call(number));
    const email = gate.call({ ...ADDRESS, type: 'EMAIL' }, 'send', async () => async () => ACCEPTED);
    expect(await email).toEqual(ACCEPTED);
  });

  it('calls nothing that is not to be called any more when its turn comes', async () => {
    expect(await new ChannelGate().call(ADDRESS, 'send', async () => null)).toBe('lapsed');
  });

  it('keeps the quiet that the provider wants, also for those who wait already', async () => {
    const gate = new ChannelGate();
    const limited: DeliveryResult = { ok: false, kind: 'rate_limited', message: 'Later.', retryAfterMs: 60_000 };
    let calls = 0;
    const call = async () => async () => {
      calls++;
      await turn();
      return limited;
    };
    const results = await Promise.all(Array.from({ length: 12 }, () => gate.call(ADDRESS, 'send', call)));
    expect(calls).toBe(8);
    expect(results.map((result) => typeof result === 'object' && !result.ok && result.kind)).toEqual(
      Array(12).fill('rate_limited'),
    );
  });

  it('keeps quiet only with the kind of call that the provider refused', async () => {
    const gate = new ChannelGate();
    const limited: DeliveryResult = { ok: false, kind: 'rate_limited', message: 'Later.', retryAfterMs: 60_000 };
    expect(await gate.call(ADDRESS, 'update', async () => async () => limited)).toEqual(limited);
    expect(await gate.call(ADDRESS, 'update', async () => async () => ACCEPTED)).toMatchObject({
      kind: 'rate_limited',
    });
    expect(await gate.glance(ADDRESS, async () => ACCEPTED), 'a look is a rewriting too').toBeNull();
    expect(await gate.call(ADDRESS, 'send', async () => async () => ACCEPTED)).toEqual(ACCEPTED);
  });

  it('does not take a failure before the call for a failure of the provider', async () => {
    const gate = new ChannelGate();
    const broken = async () => {
      throw new Error('the database is away');
    };
    for (let times = 0; times < 6; times++) await expect(gate.call(ADDRESS, 'send', broken)).rejects.toThrow('away');
    expect(await gate.call(ADDRESS, 'send', async () => async () => ACCEPTED)).toEqual(ACCEPTED);
  });
});
