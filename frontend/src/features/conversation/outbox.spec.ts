import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { api as Api } from '@/lib/api';

const api = vi.hoisted(() => vi.fn<typeof Api>());
vi.mock('@/lib/api', () => ({ api }));

/** Like the browser's: its own keys are the stored ones. */
class FakeStorage {
  [key: string]: unknown;
}
Object.assign(FakeStorage.prototype, {
  getItem(this: FakeStorage, key: string) {
    return Object.hasOwn(this, key) ? this[key] : null;
  },
  setItem(this: FakeStorage, key: string, value: string) {
    this[key] = value;
  },
  removeItem(this: FakeStorage, key: string) {
    delete this[key];
  },
});

let stored: FakeStorage;

/** A page of its own: fresh modules over the storage that all tabs share. */
const openTab = async () => {
  vi.resetModules();
  const { createStore } = await import('@/lib/store');
  const lineDownSince = createStore<number | null>(null);
  vi.doMock('@/lib/realtime', () => ({ lineDownSince }));
  const { dropOutboxes, outboxOf } = await import('./outbox');
  const { sessionsWithOutgoing } = await import('./outbox-storage');
  const { OfflineError } = await import('@/lib/api-error');
  const offline = () => Promise.reject(new OfflineError());
  return { dropOutboxes, outboxOf, sessionsWithOutgoing, lineDownSince, offline };
};

const settle = () => vi.advanceTimersByTimeAsync(0);
const textsOf = (outbox: { store: { get(): readonly { text: string }[] } }) => outbox.store.get().map((m) => m.text);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T12:00:00Z') });
  stored = new FakeStorage();
  vi.stubGlobal('window', { localStorage: stored, setTimeout: (run: () => void, ms: number) => setTimeout(run, ms) });
  api.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an outbox', () => {
  it('tries again while the server is away, and stores nothing that was sent', async () => {
    const tab = await openTab();
    api.mockImplementationOnce(tab.offline);
    const outbox = tab.outboxOf('s');
    outbox.add('hello');
    await settle();
    expect(tab.sessionsWithOutgoing()).toEqual(['s']);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(api).toHaveBeenCalledTimes(2);
    expect(outbox.store.get()[0]?.status).toBe('SENT');
    expect(Object.keys(stored)).toEqual([]);
  });

  it('sends after a reload what was not sent before, in order', async () => {
    const tab = await openTab();
    api.mockImplementation(tab.offline);
    for (const text of ['one', 'two', 'three']) {
      tab.outboxOf('s').add(text);
      await vi.advanceTimersByTimeAsync(5);
    }
    const reloaded = await openTab();
    api.mockReset();
    expect(textsOf(reloaded.outboxOf('s'))).toEqual(['one', 'two', 'three']);
    await settle();
    expect(api.mock.calls.map(([, options]) => options?.body)).toMatchObject([
      { text: 'one' },
      { text: 'two' },
      { text: 'three' },
    ]);
  });

  it('leaves what another tab of the session stored', async () => {
    const first = await openTab();
    api.mockImplementation(first.offline);
    const outbox = first.outboxOf('s');
    const second = await openTab();
    second.outboxOf('s').add('from the second');
    await vi.advanceTimersByTimeAsync(5);
    const mine = outbox.add('from the first');
    await settle();
    outbox.remove(mine);
    const third = await openTab();
    expect(textsOf(third.outboxOf('s'))).toEqual(['from the second']);
  });
});

describe('after the person signed out', () => {
  it('nothing is sent or stored any more', async () => {
    const tab = await openTab();
    api.mockImplementation(tab.offline);
    const outbox = tab.outboxOf('s');
    outbox.add('private');
    await settle();
    tab.dropOutboxes();
    api.mockReset();
    tab.lineDownSince.set(Date.now());
    tab.lineDownSince.set(null);
    outbox.add('too late');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api).not.toHaveBeenCalled();
    expect(Object.keys(stored)).toEqual([]);
    expect(textsOf(outbox)).toEqual([]);
  });

  it('a call under way is given up, and its end stores nothing', async () => {
    const tab = await openTab();
    let fail: (error: unknown) => void = () => undefined;
    api.mockImplementation(() => new Promise((_, reject) => (fail = reject)));
    tab.outboxOf('s').add('private');
    const signal = api.mock.calls[0]?.[1]?.signal;
    expect(signal?.aborted).toBe(false);
    tab.dropOutboxes();
    expect(signal?.aborted).toBe(true);
    fail(new Error('aborted'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api).toHaveBeenCalledTimes(1);
    expect(Object.keys(stored)).toEqual([]);
  });
});
