import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '@/lib/store';
import { createHeldAnswers } from './held-answers';

describe('answers held while the line is down', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('leave once when the line is back', () => {
    const down = createStore<number | null>(1);
    const held = createHeldAnswers(down);
    const send = vi.fn();
    held.hold('q', send);
    vi.advanceTimersByTime(60_000);
    expect(send).not.toHaveBeenCalled();
    down.set(null);
    down.set(2);
    down.set(null);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('stay when they were dropped', () => {
    const down = createStore<number | null>(1);
    const held = createHeldAnswers(down);
    const send = vi.fn();
    held.hold('q', send);
    expect(held.drop('q')).toBe(true);
    expect(held.drop('q')).toBe(false);
    down.set(null);
    expect(send).not.toHaveBeenCalled();
  });

  it('are tried again when only the request failed', () => {
    const held = createHeldAnswers(createStore<number | null>(null));
    const send = vi.fn();
    held.hold('q', send);
    expect(send).not.toHaveBeenCalled();
    vi.advanceTimersByTime(3_000);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
