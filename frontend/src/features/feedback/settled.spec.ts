import type { FeedbackRequest } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { type Settled, withSettled } from './settled';

const ended = (id: string, reason = '') => ({ id, reason }) as FeedbackRequest;
const fold = (ids: string[]) => ids.map((id) => ended(id)).reduce<Settled>(withSettled, {});

describe('settled requests', () => {
  it('keeps the newest ends only', () => {
    const held = fold(Array.from({ length: 130 }, (_, n) => `q${n}`));
    expect(Object.keys(held)).toHaveLength(100);
    expect(held.q29).toBeUndefined();
    expect(held.q30).toBeDefined();
  });

  it('takes the later picture of the same request, as the newest', () => {
    const held = withSettled(fold(['a', 'b']), ended('a', 'again'));
    expect(Object.keys(held)).toEqual(['b', 'a']);
    expect(held.a?.reason).toBe('again');
  });
});
