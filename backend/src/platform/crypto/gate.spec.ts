import { describe, expect, it } from 'vitest';
import { Gate } from './gate.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('Gate', () => {
  it('runs as many at once as it may, in order', async () => {
    const gate = new Gate(2, 10);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (id: number) => async () => {
      most = Math.max(most, ++running);
      order.push(id);
      await tick();
      running--;
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map((id) => gate.run(work(id))));
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses what would wait too long in line, and recovers', async () => {
    const gate = new Gate(1, 1);
    const results = await Promise.allSettled([gate.run(tick), gate.run(tick), gate.run(tick)]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'unavailable', extra: { retryAfter: 2 } } });
    await expect(gate.run(async () => 'ok')).resolves.toBe('ok');
  });

  it('gives the place back when the work fails', async () => {
    const gate = new Gate(1, 1);
    await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.run(async () => 'ok')).resolves.toBe('ok');
  });
});
