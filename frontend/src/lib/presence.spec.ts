import { beforeEach, expect, it, vi } from 'vitest';
import { createStore } from './store';

const line = vi.hoisted(() => ({ sent: [] as (string | null)[], down: { current: null as unknown } }));
vi.mock('./realtime', () => ({
  sendPresence: (sessionId: string | null) => line.sent.push(sessionId),
  get lineDownSince() {
    return line.down.current;
  },
}));

const page = { visible: true, focused: true };
const load = async () => {
  vi.resetModules();
  return import('./presence');
};
/** Lets the page say what it has to say. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const change = async (now: Partial<typeof page>) => {
  Object.assign(page, now);
  window.dispatchEvent(new Event('focus'));
  document.dispatchEvent(new Event('visibilitychange'));
  await settle();
};

beforeEach(() => {
  vi.useFakeTimers();
  line.sent = [];
  line.down.current = createStore<number | null>(null);
  Object.assign(page, { visible: true, focused: true });
  const window = Object.assign(new EventTarget(), {
    setInterval: (run: () => void, ms: number) => Number(setInterval(run, ms)),
  });
  const document = Object.assign(new EventTarget(), { hasFocus: () => page.focused });
  Object.defineProperty(document, 'visibilityState', { get: () => (page.visible ? 'visible' : 'hidden') });
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

it('tells which session is in front of the person, and when it no longer is', async () => {
  const { showSession } = await load();
  const leave = showSession('a');
  await settle();
  leave();
  await settle();
  expect(line.sent).toEqual(['a', null]);
});

it('goes from one session to the next without leaving in between', async () => {
  const { showSession } = await load();
  const leave = showSession('a');
  await settle();
  leave();
  showSession('b');
  await settle();
  expect(line.sent).toEqual(['a', 'b']);
});

it.each([
  ['hidden', { visible: false }, { visible: true }],
  ['behind another window', { focused: false }, { focused: true }],
])('a page that is %s is in front of nobody', async (_name, away, back) => {
  const { showSession } = await load();
  showSession('a');
  await settle();
  await change(away);
  await change({});
  await change(back);
  expect(line.sent).toEqual(['a', null, 'a']);
});

it('repeats itself every 30 s while it holds, and only then', async () => {
  const { showSession } = await load();
  showSession('a');
  await vi.advanceTimersByTimeAsync(65_000);
  expect(line.sent).toEqual(['a', 'a', 'a']);
  await change({ visible: false });
  line.sent = [];
  await vi.advanceTimersByTimeAsync(65_000);
  expect(line.sent).toEqual([]);
});

it('tells a new connection again', async () => {
  const { showSession } = await load();
  const down = line.down.current as ReturnType<typeof createStore<number | null>>;
  showSession('a');
  await settle();
  down.set(Date.now());
  down.set(null);
  expect(line.sent).toEqual(['a', 'a']);
});
