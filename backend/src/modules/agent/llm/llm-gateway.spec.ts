import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../../kernel/index.js';
import { type DemoFaultKind, readDemoFault } from './demo-model/demo-faults.js';
import { DemoModel } from './demo-model/demo-model.js';
import type { LlmClientSpec } from './domain/llm-client-spec.js';
import { LlmGateway, type LlmGatewayDeps } from './llm-gateway.js';
import { analyseRequest, respond } from './prompts/assistant.js';
import type { ConversationArgs } from './prompts/conversation.js';

const tags = { runId: 'run-1', stepKey: 'main/respond#1 ü' };
const conversation = (text: string): ConversationArgs => ({
  history: [{ role: 'USER', text, at: '2026-01-01T00:00:00Z' }],
  answers: [],
});

let demo: DemoModel;
let other: DemoModel;
let waits: number[];
beforeEach(async () => {
  const pace = { tokensPerSecond: 100_000, firstTokenMs: 0 };
  [demo, other] = await Promise.all([DemoModel.start({ pace }), DemoModel.start({ pace })]);
  waits = [];
});
afterEach(() => Promise.all([demo.stop(), other.stop()]));

const specOf = (model: DemoModel, name = 'demo'): LlmClientSpec => ({
  provider: 'demo',
  model: name,
  baseUrl: model.baseUrl,
});
const gateway = (deps: Partial<LlmGatewayDeps> = {}) =>
  new LlmGateway({
    clients: () => [specOf(demo)],
    timeouts: { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 },
    clock: new SystemClock(),
    random: () => 0,
    sleep: async (ms) => void waits.push(ms),
    ...deps,
  });
const options = () => ({ signal: new AbortController().signal, tags });
const spoil = (kind: DemoFaultKind, times = 1, model = demo) => model.faults.add({ fault: readDemoFault(kind), times });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an undisturbed call', () => {
  it('streams snapshots that end in the value, with usage and model', async () => {
    const seen: string[] = [];
    const result = await gateway().run(respond(conversation('Hello 🎉')), {
      ...options(),
      onText: (t) => seen.push(t),
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(result.value);
    for (const [index, text] of seen.slice(1).entries()) expect(text.startsWith(seen[index] ?? '')).toBe(true);
    expect(result).toMatchObject({ attempts: 1, model: 'demo', provider: 'demo' });
    expect(result.usage.inputTokens).toBeGreaterThan(50);
    expect(result.usage.outputTokens).toBeGreaterThan(50);
  });

  it('gives typed data and tells the server function, run and step', async () => {
    const { value } = await gateway().run(analyseRequest(conversation('Book a room')), options());
    expect(value).toMatchObject({ next: 'ask', questions: [{ type: 'FORM' }] });
    expect(demo.ledger.entries()).toMatchObject([{ fn: 'AnalyseRequest', ...tags }]);
  });

  it('does not show structured answers as text', async () => {
    const seen: string[] = [];
    await gateway().run(analyseRequest(conversation('Hi')), { ...options(), onText: (text) => seen.push(text) });
    expect(seen).toEqual([]);
  });
});

describe('failures that pass', () => {
  it('waits as long as a 429 says, each time', async () => {
    spoil('429', 2);
    const result = await gateway().run(respond(conversation('Hi')), options());
    expect(result.attempts).toBe(3);
    expect(waits).toEqual([1_000, 1_000]);
  });

  it.each<DemoFaultKind>(['500', 'html', 'cut'])('tries again after %s', async (kind) => {
    spoil(kind, 2);
    const result = await gateway().run(respond(conversation('Hi')), options());
    expect(result.attempts).toBe(3);
    expect(waits).toEqual([200, 400]);
    expect(result.value).toContain('demo model');
  });

  it.each<[DemoFaultKind, Partial<Record<'firstTokenMs' | 'idleMs' | 'totalMs', number>>]>([
    ['hang', { firstTokenMs: 60 }],
    ['stall', { idleMs: 60 }],
    ['stall', { totalMs: 60 }],
  ])('ends a %s by its time-out %j', async (kind, limit) => {
    spoil(kind, 1);
    const timeouts = { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000, ...limit };
    const started = performance.now();
    const result = await gateway({ timeouts }).run(respond(conversation('Hi')), options());
    expect(result.attempts).toBe(2);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('stops after three tries and says what was wrong, without a fourth', async () => {
    spoil('500', 9);
    expect(await failure(gateway().run(respond(conversation('Hi')), options()))).toMatchObject({
      kind: 'unavailable',
      status: 500,
    });
    expect(demo.faults.pending()[0]?.times).toBe(6);
  });

  it('gives up at once when told to stay away too long', async () => {
    demo.faults.add({ fault: { kind: '429', retryAfterS: 3_600 }, times: 9 });
    const error = await failure(gateway().run(respond(conversation('Hi')), options()));
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });

  it('reports a dead port as unavailable', async () => {
    const clients = () => [{ provider: 'demo', model: 'x', baseUrl: 'http://127.0.0.1:1/v1' } as const];
    expect(await failure(gateway({ clients }).run(respond(conversation('Hi')), options()))).toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('failures that stay', () => {
  it.each<[DemoFaultKind, string]>([
    ['400', 'bad_request'],
    ['401', 'unauthorized'],
    ['truncated', 'truncated'],
  ])('%s is asked once only', async (kind, expected) => {
    spoil(kind, 9);
    expect(await failure(gateway().run(respond(conversation('Hi')), options()))).toMatchObject({ kind: expected });
    expect(demo.faults.pending()[0]?.times).toBe(8);
  });
});

describe('repair', () => {
  it('asks again once with what was wrong, and counts both calls', async () => {
    spoil('garbage');
    const once = await gateway().run(analyseRequest(conversation('Hi')), options());
    const repaired = { ...once.usage };
    expect(once).toMatchObject({ attempts: 2, value: { next: 'answer' } });
    expect(waits).toEqual([]);
    const plain = await gateway().run(analyseRequest(conversation('Hi')), options());
    expect(repaired.inputTokens).toBeGreaterThan(2 * plain.usage.inputTokens);
  });

  it('is tried once, then the call fails without showing what the model wrote', async () => {
    spoil('garbage', 9);
    const error = await failure(gateway().run(analyseRequest(conversation('Hi')), options()));
    expect(error).toMatchObject({ kind: 'unparsable' });
    expect(String(error)).not.toContain('Colourless');
    expect(demo.faults.pending()[0]?.times).toBe(7);
  });
});

describe('fallback', () => {
  const clients = () => [specOf(demo, 'first'), specOf(other, 'second')];

  it('is not touched while the primary works', async () => {
    spoil('500', 2);
    expect((await gateway({ clients }).run(respond(conversation('Hi')), options())).model).toBe('first');
    expect(other.ledger.count()).toBe(0);
  });

  it.each<[DemoFaultKind, number]>([
    ['500', 4],
    ['401', 2],
  ])('answers once the primary is given up (%s)', async (kind, attempts) => {
    spoil(kind, 9);
    const result = await gateway({ clients }).run(respond(conversation('Hi')), options());
    expect(result).toMatchObject({ model: 'second', attempts });
  });

  it('fails with its own failure when both are down', async () => {
    spoil('500', 9);
    spoil('401', 9, other);
    expect(await failure(gateway({ clients }).run(respond(conversation('Hi')), options()))).toMatchObject({
      kind: 'unauthorized',
    });
  });
});

describe('cancelling', () => {
  it('ends a running stream, without retry or fallback', async () => {
    const slow = await DemoModel.start({ pace: { tokensPerSecond: 20, firstTokenMs: 0 } });
    const controller = new AbortController();
    const onText = () => controller.abort();
    const clients = () => [specOf(slow), specOf(other)];
    const run = gateway({ clients }).run(respond(conversation('Tell me a long story')), {
      signal: controller.signal,
      tags,
      onText,
    });
    expect(await failure(run)).toMatchObject({ kind: 'cancelled' });
    expect(other.ledger.count()).toBe(0);
    await slow.stop();
  });

  it('ends the wait between two tries', async () => {
    spoil('500', 9);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const { sleep: _, ...real } = { sleep: undefined };
    const policy = { maxTries: 3, baseDelayMs: 60_000, maxDelayMs: 60_000, maxRetryAfterMs: 0 };
    const deps: LlmGatewayDeps = {
      clients: () => [specOf(demo)],
      timeouts: { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 },
      clock: new SystemClock(),
      policy,
      ...real,
    };
    const run = new LlmGateway(deps).run(respond(conversation('Hi')), { signal: controller.signal, tags });
    expect(await failure(run)).toMatchObject({ kind: 'cancelled' });
  });

  it('asks nobody when it is cancelled before', async () => {
    const run = gateway().run(respond(conversation('Hi')), { signal: AbortSignal.abort(), tags });
    expect(await failure(run)).toMatchObject({ kind: 'cancelled' });
    expect(demo.ledger.count()).toBe(0);
  });
});
