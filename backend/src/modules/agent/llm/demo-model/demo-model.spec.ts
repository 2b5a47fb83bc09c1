import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedgerFile } from '@parley/sandbox/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DemoModel } from './demo-model.js';

let folder: string;
let demo: DemoModel;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-model-'));
  const pace = { tokensPerSecond: 100_000, firstTokenMs: 0 };
  demo = await DemoModel.start({ pace, ledgerFile: join(folder, 'ledger.jsonl') });
});
afterEach(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${demo.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const ask = (text: string, run = 'r1', extra: object = {}) => {
  const content = `<turn role="USER" at="now">\n${text}\n</turn>`;
  const headers = { 'x-parley-fn': 'Respond', 'x-parley-run-id': run, 'x-parley-step-key': 'respond' };
  return post('/chat/completions', { model: 'demo', messages: [{ role: 'user', content }], ...extra }, headers);
};
const statuses = async (count: number, text: string, run?: string) => {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await ask(text, run)).status);
  return seen;
};

describe('the demo model', () => {
  it('answers an OpenAI client, with or without a stream', async () => {
    const whole = (await (await ask('Hello')).json()) as { choices: { message: { content: string } }[] };
    expect(whole.choices[0]?.message.content).toContain('demo model');
    const streamed = await (await ask('Hello', 'r1', { stream: true })).text();
    expect(streamed).toContain('"finish_reason":"stop"');
    expect(streamed.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('streams prose at the set rate', async () => {
    const slow = await DemoModel.start({ pace: { tokensPerSecond: 400, firstTokenMs: 100 } });
    const started = performance.now();
    const body = {
      model: 'demo',
      stream: true,
      messages: [{ role: 'user', content: '<turn role="USER">Hello</turn>' }],
    };
    const headers = { 'content-type': 'application/json', 'x-parley-fn': 'Respond' };
    const url = `${slow.baseUrl}/chat/completions`;
    const text = await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).text();
    const tokens = text.match(/"content"/g)?.length ?? 0;
    expect(tokens).toBeGreaterThan(5);
    // Never faster; how much slower is the machine's affair.
    expect(performance.now() - started).toBeGreaterThan(95 + ((tokens - 1) * 1_000) / 400);
    await slow.stop();
  });

  it('fails as often as a message tells it, for that run only, and not again when asked again', async () => {
    expect(await statuses(4, '[[demo:500x2]] Hello')).toEqual([500, 500, 200, 200]);
    expect(await statuses(2, 'Hello', 'r2')).toEqual([200, 200]);
    expect(await statuses(3, '[[demo:500x2]] Hello', 'r3')).toEqual([500, 500, 200]);
  });

  it('fails as the control route tells it', async () => {
    const rule = { fault: { kind: '429', retryAfterS: 7 }, times: 1, match: { fn: 'Respond' } };
    expect(await (await post('/_control/faults', rule)).json()).toEqual([rule]);
    const refused = await ask('Hello');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await ask('Hello')).status).toBe(200);
    expect((await post('/_control/faults', { fault: 'fire' })).status).toBe(400);
    await post('/_control/faults', { fault: 'cut' });
    await fetch(`${demo.baseUrl}/_control/faults`, { method: 'DELETE' });
    expect(demo.faults.pending()).toEqual([]);
  });

  it('writes down what it accepted, and only that, where a later process can read it', async () => {
    demo.faults.add({ fault: { kind: '500', retryAfterS: 0 }, times: 1 });
    await statuses(2, 'Hello');
    const entry = { fn: 'Respond', runId: 'r1', stepKey: 'respond', time: expect.stringMatching(/Z$/) };
    expect(readLedgerFile(join(folder, 'ledger.jsonl'))).toEqual([entry]);
    expect(await (await fetch(`${demo.baseUrl}/_control/ledger`)).json()).toEqual([entry]);
  });

  it.each<[string, unknown, Record<string, string>, number]>([
    ['no JSON', '{', { 'x-parley-fn': 'Respond' }, 400],
    ['no messages', { model: 'demo' }, { 'x-parley-fn': 'Respond' }, 400],
    [
      'an unknown function',
      { model: 'd', messages: [{ role: 'user', content: '' }] },
      { 'x-parley-fn': 'toString' },
      400,
    ],
    ['a web page', {}, { origin: 'http://evil.example' }, 403],
  ])('refuses %s', async (_what, body, headers, status) => {
    expect((await post('/chat/completions', body, headers)).status).toBe(status);
  });
});
