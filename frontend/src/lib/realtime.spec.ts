import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const auth = vi.hoisted(() => ({ token: null as string | null, asked: 0, quietMs: 0 }));
vi.mock('./auth-session', () => ({
  freshToken: async () => {
    auth.asked += 1;
    return auth.token;
  },
  tokenQuietMs: () => auth.quietMs,
  dropToken: () => undefined,
  onSignedOut: () => undefined,
}));

/** A line that opens at once; like partysocket, `reconnect()` knows no back-off. */
class FakeSocket extends EventTarget {
  readyState = 0;
  sent: string[] = [];
  constructor() {
    super();
    sockets.push(this);
    this.reconnect();
  }
  reconnect() {
    setTimeout(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
    }, 1);
  }
  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
  send(frame: string) {
    this.sent.push(frame);
  }
  receive(frame: object) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
}
const sockets: FakeSocket[] = [];
vi.mock('partysocket/ws', () => ({ default: FakeSocket }));

const open = async () => {
  vi.resetModules();
  const realtime = await import('./realtime');
  realtime.connectRealtime();
  return { ...realtime, line: sockets.at(-1) as FakeSocket };
};

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(auth, { token: null, asked: 0, quietMs: 0 });
  const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', {
    ...events,
    setTimeout: (run: () => void, ms: number) => Number(setTimeout(run, ms)),
    setInterval: (run: () => void, ms: number) => Number(setInterval(run, ms)),
  });
  vi.stubGlobal('document', events);
  vi.stubGlobal('location', { protocol: 'http:', host: 'parley.test' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks rarely while no token is to be had', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(60_000);
  // At most: five tries until the ceiling, then one in four seconds.
  expect(auth.asked).toBeGreaterThan(7);
  expect(auth.asked).toBeLessThan(22);
});

it('waits as long as the server asked for', async () => {
  auth.quietMs = 30_000;
  await open();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(auth.asked).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(auth.asked).toBe(2);
});

it('comes back by itself, and starts small again after it was live', async () => {
  const { line, lineDownSince } = await open();
  await vi.advanceTimersByTimeAsync(60_000);
  auth.token = 'good';
  await vi.advanceTimersByTimeAsync(9_000);
  expect(JSON.parse(line.sent.at(-1) ?? '')).toMatchObject({ type: 'auth', token: 'good' });
  line.receive({ type: 'ready', expiresAt: new Date(Date.now() + 600_000).toISOString() });
  expect(lineDownSince.get()).toBeNull();

  Object.assign(auth, { token: null, asked: 0 });
  line.close();
  line.reconnect();
  await vi.advanceTimersByTimeAsync(600);
  expect(auth.asked).toBe(2);
});

it('does not wait on when the screens come back', async () => {
  const { connectRealtime } = await open();
  await vi.advanceTimersByTimeAsync(60_000);
  auth.token = 'good';
  const before = auth.asked;
  connectRealtime();
  await vi.advanceTimersByTimeAsync(2);
  expect(auth.asked).toBe(before + 1);
});

it('stays closed after the sign-out', async () => {
  const { disconnectRealtime } = await open();
  await vi.advanceTimersByTimeAsync(5_000);
  disconnectRealtime();
  const before = auth.asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(auth.asked).toBe(before);
});
