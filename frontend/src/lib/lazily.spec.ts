import { afterEach, expect, test, vi } from 'vitest';
import { untilThere } from './lazily';

afterEach(() => vi.unstubAllGlobals());

const lost = new Error('the part could not be fetched');
const serverThat = (...answers: (() => Promise<{ ok: boolean }>)[]) => {
  const ask = vi.fn(() => (answers.length > 1 ? answers.shift()! : answers[0]!)());
  vi.stubGlobal('fetch', ask);
  return ask;
};
const away = () => Promise.reject(new TypeError('refused'));
const up = () => Promise.resolve({ ok: true });

test('a part that is there is had at once, without a question', async () => {
  const ask = serverThat(up);
  expect(await untilThere(() => Promise.resolve('part'))).toBe('part');
  expect(ask).not.toHaveBeenCalled();
});

test('while the server is away it is waited for', async () => {
  const ask = serverThat(away, up);
  const load = vi.fn().mockRejectedValueOnce(lost).mockResolvedValue('part');
  expect(await untilThere(load)).toBe('part');
  expect(ask).toHaveBeenCalledTimes(2);
});

test('what a server that answers does not have is told', async () => {
  serverThat(up);
  await expect(untilThere(() => Promise.reject(lost))).rejects.toBe(lost);
});
