import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const answer = vi.fn<() => Response>();
const ok = () => Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 });
const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({}, { status, headers });

const load = () => {
  vi.resetModules();
  return import('./auth-session');
};

beforeEach(() => {
  vi.useFakeTimers();
  answer.mockReset();
  vi.stubGlobal('window', {});
  vi.stubGlobal('fetch', async () => answer());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('does not ask for a token before the server wants to be asked again', async () => {
  const { freshToken, authStore, tokenQuietMs } = await load();
  answer.mockImplementation(refuse(429, { 'retry-after': '60' }));
  for (let tries = 0; tries < 5; tries++) expect(await freshToken()).toBeNull();
  expect(answer).toHaveBeenCalledTimes(1);
  expect(tokenQuietMs()).toBe(60_000);
  expect(authStore.get()).toBe('unreachable');

  await vi.advanceTimersByTimeAsync(60_000);
  answer.mockImplementation(ok);
  expect(await freshToken()).toBe('a');
});

it('drops what is private also when the login ended while the server was away', async () => {
  const { freshToken, dropToken, refreshLogin, authStore, onSignedOut } = await load();
  const dropped = vi.fn();
  onSignedOut(dropped);
  answer.mockImplementation(ok);
  await freshToken();
  dropToken();
  answer.mockImplementation(refuse(503));
  await refreshLogin();
  expect(authStore.get()).toBe('unreachable');
  answer.mockImplementation(refuse(401));
  await refreshLogin();
  expect(authStore.get()).toBe('out');
  expect(dropped).toHaveBeenCalledTimes(1);
});

it('keeps drafts when a page loads after its login ran out', async () => {
  const { refreshLogin, onSignedOut } = await load();
  const dropped = vi.fn();
  onSignedOut(dropped);
  answer.mockImplementation(refuse(401));
  await refreshLogin();
  expect(dropped).not.toHaveBeenCalled();
});
