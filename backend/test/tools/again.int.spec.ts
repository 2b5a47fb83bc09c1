import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunContext } from '../../src/modules/agent/index.js';
import { soon } from '../support/product/index.js';
import { ToolStage, type ToolUse } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start();
});
afterAll(() => stage.close());

const use = (tool: string, text: string, how?: string): ToolUse => ({
  tool: `web.${tool}`,
  arguments: { text, ...(how && { how }) },
});

/** The newest run is done again from its first step of this kind, by this script. */
const again = async <T>(sessionId: string, kind: string, script: (ctx: RunContext) => Promise<T>): Promise<T> => {
  const done = Promise.withResolvers<T>();
  await stage.person.runSoon(sessionId, 'COMPLETED');
  stage.agent.play(sessionId, async (ctx) => script(ctx).then(done.resolve, done.reject));
  const { id } = (await stage.person.runs(sessionId))[0] ?? {};
  const { steps } = (await stage.person.get(`/api/runs/${id}`)).body;
  const { key } = steps.findLast((step: { kind: string }) => step.kind === kind);
  const retried = await stage.person.post(`/api/runs/${id}/retry`, { fromStep: key });
  expect(retried.status, retried.text).toBe(202);
  return done.promise;
};

/** Approves `shown` and calls `called`. */
const approved =
  (shown: ToolUse, called = shown) =>
  async (ctx: RunContext) => {
    const answer = await ctx.approve('show it', { question: 'May I?', calls: () => [shown] });
    if (answer.kind !== 'approved') return answer.kind;
    return ctx.tool('use it', called, answer.grant).then(
      ({ kind }) => kind,
      (error: Error) => error.message,
    );
  };

describe('a run that is done again from before an approval', () => {
  it('runs nothing but what the new approval shows, though the same step ran something before', async () => {
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const { sessionId, done } = await stage.begin(approved(use('put', a)));
    await stage.decide(sessionId);
    expect(await done).toBe('done');
    const second = again(sessionId, 'ASK', approved(use('put', b), use('put', c)));
    await stage.decide(sessionId);
    expect(await second).toContain('No approval lets this call');
    expect([a, b, c].map((text) => stage.effects(text).length)).toEqual([1, 0, 0]);
  });

  it('runs what the new approval shows under a key of its own, or a server that keeps keys would do nothing', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const { sessionId, done } = await stage.begin(approved(use('pay', a)));
    await stage.decide(sessionId);
    expect(await done).toBe('done');
    const second = again(sessionId, 'ASK', approved(use('pay', b)));
    await stage.decide(sessionId);
    expect(await second).toBe('done');
    expect([a, b].map((text) => stage.effects(text).length)).toEqual([1, 1]);
  });

  it('asks no second question about a call that never ran with these arguments', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const { sessionId, done } = await stage.begin(approved(use('write', a)));
    await stage.decide(sessionId);
    expect(await done).toBe('done');
    const second = again(sessionId, 'ASK', approved(use('write', b)));
    await stage.decide(sessionId);
    expect(await second).toBe('done');
    expect(stage.effects(b)).toHaveLength(1);
  });
});

describe('a run that is done again from a call that is over', () => {
  it('says that it ran, and runs it again only after a yes', async () => {
    const text = randomUUID();
    const script = (ctx: RunContext) => ctx.tool('use it', use('write', text));
    const { sessionId, done } = await stage.begin(script);
    await stage.decide(sessionId);
    expect(await done).toMatchObject({ kind: 'done' });
    const second = again(sessionId, 'TOOL', script);
    const { question } = await stage.question(sessionId);
    expect(question.question).toBe('web.write has run before. Shall I run it again?');
    expect(question.context ?? '').not.toContain('stopped');
    await stage.decide(sessionId, { decision: 'reject' });
    expect(await second).toMatchObject({ kind: 'unknown', message: expect.stringContaining('has run before') });
    expect(stage.effects(text)).toHaveLength(1);
  });
});

describe('a call whose first answer is lost', () => {
  it('may have run, also when the second try is refused: its approval stays used', async () => {
    const text = randomUUID();
    const shown = use('pay', text, 'die-then-refuse');
    const { sessionId, done } = await stage.begin(async (ctx) => {
      const answer = await ctx.approve('show it', { question: 'May I?', calls: () => [shown] });
      return answer.kind === 'approved' ? ctx.tool('use it', shown, answer.grant) : null;
    });
    await stage.decide(sessionId);
    const { question } = await stage.question(sessionId);
    expect(question.question).toContain('not known whether web.pay has run');
    await stage.decide(sessionId, { decision: 'reject' });
    expect(await done).toMatchObject({ kind: 'unknown' });
    await soon(() => expect(stage.effects(text)).toHaveLength(1));
    const { rows } = await stage.product.pool.query(
      `SELECT c.status::text FROM tool_call c JOIN agent_run r ON r.id = c.run_id WHERE r.session_id = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ status: 'UNKNOWN' }]);
  });
});

it('a result whose names nothing can store is left out, and the run goes on', async () => {
  stage.http.world.structured = { 'a\0b': 1, '\ud800': 2 };
  const { done } = await stage.use(use('read', 'x'));
  expect(await done).toMatchObject({ kind: 'done', text: 'read: nothing special', data: null, cut: true });
  stage.http.world.structured = null;
});
