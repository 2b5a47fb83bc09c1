import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSlackFault } from '../faults.js';
import type { CallEntry } from '../ledger.js';
import type { SlackSandbox } from '../types.js';
import { clientFor, errorOf, withClient } from './web-client.js';

let slack: SlackSandbox;
let client: ReturnType<typeof clientFor>;
beforeEach(async () => {
  ({ slack, client } = await withClient());
});
afterEach(() => slack.close());

const post = (channel = 'C0GENERAL') => client.chat.postMessage({ channel, text: 'hi' });
const failure = async (call: Promise<unknown>): Promise<{ code: string } & Record<string, unknown>> =>
  call.then(
    () => ({ code: 'none' }),
    (error) => error,
  );
const calls = (): readonly CallEntry[] => slack.ledger.entries().filter((entry) => entry.kind === 'call');

describe('scripted trouble with calls', () => {
  it('429 with its time to wait, for one channel only', async () => {
    slack.faults.add({ fault: { kind: 'rate_limited', retryAfter: 30 }, times: 1, match: { channel: 'C0GENERAL' } });
    expect((await client.chat.postMessage({ channel: 'U0MIRA', text: 'elsewhere' })).ok).toBe(true);
    expect(await failure(post())).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 30 });
    expect((await post()).ok).toBe(true);
  });

  it('a status, a page instead of JSON, an error by name: nothing happens', async () => {
    slack.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 1 });
    slack.faults.add({ fault: { kind: 'html' }, times: 1 });
    slack.faults.add({ fault: { kind: 'api_error', error: 'fatal_error' }, times: 1 });
    expect(await failure(post())).toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
    const page = await failure(post());
    // Slack's client takes a page for the name of an error.
    expect(page).toMatchObject({
      code: 'slack_webapi_platform_error',
      data: { error: expect.stringContaining('<title>') },
    });
    expect((await errorOf(post())).error).toBe('fatal_error');
    expect(slack.state.messages('C0GENERAL')).toEqual([]);
    expect(calls().map(({ ok, fault }) => [ok, fault])).toEqual([
      [false, 'http_status'],
      [false, 'html'],
      [false, 'api_error'],
    ]);
  });

  it('a connection that breaks before and after the effect: the ledger knows which', async () => {
    slack.faults.add({ fault: { kind: 'cut', when: 'before' }, times: 1 });
    slack.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1 });
    expect((await failure(post())).code).toBe('slack_webapi_request_error');
    expect(slack.state.messages('C0GENERAL')).toHaveLength(0);
    expect((await failure(post())).code).toBe('slack_webapi_request_error');
    expect(slack.state.messages('C0GENERAL')).toHaveLength(1);
    expect(calls().map(({ ok, ts }) => [ok, ts])).toEqual([
      [false, undefined],
      [true, slack.state.messages('C0GENERAL')[0]?.ts],
    ]);
  });

  it('a slow call goes its way', async () => {
    slack.faults.add({ fault: { kind: 'slow', ms: 60 }, times: 1, match: { method: 'chat.postMessage' } });
    const started = Date.now();
    expect((await post()).ok).toBe(true);
    expect(Date.now() - started).toBeGreaterThanOrEqual(55);
  });

  it('spoils nothing of another sort', async () => {
    slack.faults.add({ fault: { kind: 'lost' }, times: 1 });
    expect((await post()).ok).toBe(true);
    expect(slack.faults.pending()).toHaveLength(1);
  });
});

describe('what a fault must look like', () => {
  it.each([
    [{ kind: 'sparkles' }, /kind must be/],
    [{ kind: 'rate_limited' }, /retryAfter must be/],
    [{ kind: 'cut', when: 'during' }, /when must be/],
    [{ kind: 'api_error' }, /error must be/],
    [undefined, /kind must be/],
  ])('%o is none', (value, message) => {
    expect(() => readSlackFault(value)).toThrow(message);
  });
});
