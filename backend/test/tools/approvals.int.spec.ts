import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunContext } from '../../src/modules/agent/index.js';
import { callHash } from '../../src/modules/agent/tools/domain/call-hash.js';
import { ToolStage, type ToolUse } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start();
});
afterAll(() => stage.close());

const write = (text: string, target = 'here'): ToolUse => ({ tool: 'web.write', arguments: { text }, target });
const approve = (ctx: RunContext, calls: readonly ToolUse[], name = 'show it') =>
  ctx.approve(name, { question: 'May I write this?', calls: () => calls });
type Approved = Extract<Awaited<ReturnType<RunContext['approve']>>, { kind: 'approved' }>;
/** The grant of a yes. */
const granted = async (ctx: RunContext, calls: readonly ToolUse[], name?: string) =>
  ((await approve(ctx, calls, name)) as Approved).grant;
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'it ran',
    (error: Error) => error.message,
  );

describe('a grant (FB-11, T26, I14)', () => {
  it('lets exactly the calls run that were shown, each once, and asks nobody more', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const { sessionId, done } = await stage.begin(async (ctx) => {
      const grant = await granted(ctx, [write(a), write(b)]);
      return [await ctx.tool('first', write(a), grant), await ctx.tool('second', write(b), grant)];
    });
    await stage.decide(sessionId);
    expect((await done).map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect([stage.effects(a).length, stage.effects(b).length]).toEqual([1, 1]);
  });

  it.each<[string, (shown: ToolUse) => ToolUse]>([
    ['another tool', (shown) => ({ ...shown, tool: 'web.pay' })],
    ['another argument', (shown) => ({ ...shown, arguments: { ...shown.arguments, how: 'error' } })],
    ['a changed argument', (shown) => ({ ...shown, arguments: { text: `${String(shown.arguments.text)} ` } })],
    [
      'an argument that only looks the same',
      (shown) => ({ ...shown, arguments: { text: `${String(shown.arguments.text)}\u200b` } }),
    ],
    ['another target', (shown) => ({ ...shown, target: 'elsewhere' })],
    ['no target', ({ target: _, ...shown }) => shown],
  ])('lets %s not run', async (_what, change) => {
    const text = randomUUID();
    const { sessionId, done } = await stage.begin(async (ctx) => {
      const grant = await granted(ctx, [write(text)]);
      return failure(ctx.tool('other', change(write(text)), grant));
    });
    await stage.decide(sessionId);
    expect(await done).toContain('No approval lets this call');
    expect(stage.effects().filter((effect) => effect.text.startsWith(text))).toEqual([]);
  });

  it('lets a call not run twice, one after the other or side by side', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const { sessionId, done } = await stage.begin(async (ctx) => {
      const grant = await granted(ctx, [write(a), write(b)]);
      await ctx.tool('once', write(a), grant);
      const twice = await failure(ctx.tool('twice', write(a), grant));
      const both = await Promise.allSettled(
        ['x', 'y'].map((name) => ctx.branch(name, (own) => own.tool('use', write(b), grant))),
      );
      return { twice, both: both.map(({ status }) => status).sort() };
    });
    await stage.decide(sessionId);
    expect(await done).toEqual({ twice: expect.stringContaining('No approval'), both: ['fulfilled', 'rejected'] });
    expect([stage.effects(a).length, stage.effects(b).length]).toEqual([1, 1]);
  });

  it('lets nothing run in another conversation, in a later run of its own, or after a no', async () => {
    const text = randomUUID();
    const first = await stage.begin((ctx) => granted(ctx, [write(text)]));
    await stage.decide(first.sessionId);
    const grant = await first.done;
    const other = await stage.begin((ctx) => failure(ctx.tool('use', write(text), grant)));
    expect(await other.done).toContain('No approval');
    const rejected = await stage.begin(async (ctx) => {
      await approve(ctx, [write(text)]);
      const { rows } = await stage.product.pool.query('SELECT id FROM feedback_request WHERE session_id = $1', [
        ctx.sessionId,
      ]);
      return failure(ctx.tool('use', write(text), { requestId: rows[0].id }));
    });
    await stage.decide(rejected.sessionId, { decision: 'reject' });
    expect(await rejected.done).toContain('No approval');
    expect(stage.effects(text)).toEqual([]);
    // The same conversation, a second run: what is left of the approval may be used once, and not again.
    const seen: string[] = [];
    for (const expected of ['it ran', 'No approval']) {
      stage.agent.play(
        first.sessionId,
        async (ctx) => void seen.push(await failure(ctx.tool('use', write(text), grant))),
      );
      await stage.person.say(first.sessionId, 'again');
      await stage.person.runSoon(first.sessionId, 'COMPLETED');
      await expect.poll(() => seen.at(-1)).toContain(expected);
    }
    expect(stage.effects(text)).toHaveLength(1);
  });

  it('cannot be forged later: the database takes no call into an approval that was given, refused or is open', async () => {
    const text = randomUUID();
    const forge = (requestId: string) =>
      failure(
        stage.product.pool.query('INSERT INTO tool_grant (request_id, call_hash) VALUES ($1, $2)', [
          requestId,
          callHash(write(`${text} forged`)),
        ]),
      );
    const { sessionId, done } = await stage.begin((ctx) => granted(ctx, [write(text)]));
    const open = await stage.question(sessionId);
    expect(await forge(open.id)).toContain('only an approval that was given');
    await stage.decide(sessionId);
    const { requestId } = await done;
    expect(await forge(requestId)).toContain('never changes');
    const moved = stage.product.pool.query('UPDATE tool_grant SET call_hash = $2 WHERE request_id = $1', [
      requestId,
      'x',
    ]);
    expect(await failure(moved)).toContain('final');
  });

  it('is of no use against a rule that refuses the tool', async () => {
    const text = randomUUID();
    const { sessionId, done } = await stage.begin(async (ctx) => {
      const grant = await granted(ctx, [write(text)]);
      return ctx.tool('use', write(text), grant);
    });
    await stage.question(sessionId);
    await stage.rule('web.write', 'DENY');
    await stage.decide(sessionId);
    expect(await done).toEqual({ kind: 'refused', by: 'rule', reason: null });
    await stage.rule('web.write', null);
  });
});

describe('ctx.approve', () => {
  it('tells what the person wants otherwise, and a no', async () => {
    const revisable = (ctx: RunContext) =>
      ctx.approve('show it', { question: 'Like this?', revisable: true, diff: '--- a\n+++ b\n', calls: () => [] });
    const { sessionId, done } = await stage.begin(revisable);
    await stage.decide(sessionId, { decision: 'revise', comment: 'shorter' });
    expect(await done).toMatchObject({ kind: 'revise', comment: 'shorter', by: { name: 'Mira' } });
    const other = await stage.begin(revisable);
    await stage.decide(other.sessionId, { decision: 'reject' });
    expect(await other.done).toMatchObject({ kind: 'rejected', comment: null });
  });

  it('is expired when nobody answers in time, which is no yes', async () => {
    const { done } = await stage.begin((ctx) =>
      ctx.approve('show it', { question: 'May I?', expiresInMs: 1_000, onExpiry: 'FAIL', calls: () => [write('x')] }),
    );
    expect(await done).toEqual({ kind: 'expired' });
  });

  it('is unusable when what was edited cannot be carried out, and grants nothing', async () => {
    const { sessionId, done } = await stage.begin((ctx) =>
      ctx.approve('show it', {
        question: 'May I?',
        action: { tool: 'web.write', arguments: { text: 'x' } },
        calls: ({ editedArguments }) => {
          if (editedArguments) throw new Error('These parts only make sense together.');
          return [write('x')];
        },
      }),
    );
    const { id } = await stage.question(sessionId);
    await stage.decide(sessionId, { decision: 'approve', editedArguments: { text: 'y' } });
    expect(await done).toEqual({ kind: 'unusable', reason: 'These parts only make sense together.' });
    const { rows } = await stage.product.pool.query('SELECT 1 FROM tool_grant WHERE request_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

describe('an approval', () => {
  it('of several channels at once is one: one effect', async () => {
    const text = randomUUID();
    const { sessionId, done } = await stage.use(write(text));
    const { id, bindingHash } = await stage.question(sessionId);
    const answer = { type: 'APPROVAL', decision: 'approve', bindingHash };
    const other = await stage.product.nest.getUrl();
    const answers = await Promise.all([
      stage.person.answer(id, answer),
      stage.person.at(other).post('/api/threads/x/resume'.replace('x', sessionId), {
        ...{ decision: 'approve', request_id: id, binding_hash: bindingHash },
      }),
      stage.person.answer(id, { ...answer, editedArguments: { text: `${text} too` } }),
    ]);
    expect(answers.filter(({ status }) => status < 300).length).toBeGreaterThan(0);
    expect(await done).toMatchObject({ kind: 'done' });
    expect(stage.effects().filter((effect) => effect.text.startsWith(text))).toHaveLength(1);
  });

  it('of anything else than what it shows is refused', async () => {
    const { sessionId } = await stage.use(write(randomUUID()));
    const { id } = await stage.question(sessionId);
    const wrong = { type: 'APPROVAL', decision: 'approve', bindingHash: 'f'.repeat(64) };
    expect((await stage.person.answer(id, wrong)).body.code).toBe('approval_mismatch');
  });

  it('shows long, hidden and turned arguments whole, from the call itself (T27)', async () => {
    const text = `pay 10\u202e0001 \u200b${'x'.repeat(1_500)}\u2066end`;
    const { sessionId, done } = await stage.use({ ...write(text), why: 'Only `10`, promise.' });
    const { question } = await stage.question(sessionId);
    expect(question.action).toEqual({ tool: 'web.write', target: 'here', arguments: { text }, destructive: false });
    await stage.decide(sessionId);
    expect(await done).toMatchObject({ arguments: { text } });
    expect(stage.effects(text)).toHaveLength(1);
  });
});
