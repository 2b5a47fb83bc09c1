import { expect, it } from 'vitest';
import { ApiError, OfflineError, reasonOf } from './api-error';

const refused = (problem: object) =>
  ApiError.from(
    new Response(JSON.stringify({ code: 'invalid_request', detail: 'It does not fit.', ...problem }), { status: 400 }),
  );

it('gives the reason of the first thing that was refused, else what was said as a whole', async () => {
  const errors = [{ path: 'text', message: 'must not contain the NUL character' }];
  expect(reasonOf(await refused({ errors }))).toBe('must not contain the NUL character');
  expect(reasonOf(await refused({ errors: [] }))).toBe('It does not fit.');
  expect(reasonOf(await refused({}))).toBe('It does not fit.');
  expect(reasonOf(new OfflineError())).toMatch(/^Parley cannot be reached/);
});
