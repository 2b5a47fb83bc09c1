import { setTimeout as pause } from 'node:timers/promises';
import type { RunDetail, Step } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunContext } from '../../src/modules/agent/index.js';
import { AdvanceRun, stopTopic } from '../../src/modules/agent/runtime/advance-run.use-case.js';
import { EventBus } from '../../src/platform/bus/index.js';
import {
  type Person,
  type Script,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';

const LEASE_MS = 900;

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
beforeAll(async () => {
  const env = { RUN_LEASE_MS: String(LEASE_MS), SWEEP_INTERVAL_MS: '3600000' };
  product = await startTestProduct({ agents: [agent.definition], env });
  me = await product.signUp();
});
afterAll(() => product.close());

const start = async (script: Script): Promise<string> => {
  const { id } = await me.newSession(agent.name);
  agent.play(id, script);
  await me.say(id, 'Go');
  return id;
};
const detailOf = async (id: string): Promise<RunDetail> => {
  const [run] = await me.runs(id);
  return (await me.get<RunDetail>(`/api/runs/${run?.id}`)).body;
};
const stepOf = async (id: string, key: string): Promise<Step> => {
  const step = (await detailOf(id)).steps.find((one) => one.key === key);
  if (!step) throw new Error(`no step ${key}`);
  return step;
};
/** What the log tells of a step, in its order. */
const toldOf = async (id: string, key: string): Promise<string[]> =>
  (await me.events(id)).flatMap(({ type, payload }) => ('step' in payload && payload.step.key === key ? [type] : []));
/** As a long computation, or a garbage collection, keeps a process from everything else. */
const block = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const name = { type: 'TEXT', question: 'Which way?' } as const;

describe('a step that is over at once', () => {
  it('is stored as a whole: one row, one event, the times at which it worked', async () => {
    const id = await start(async (ctx) => {
      await ctx.step('look', () => 1);
      const found = await ctx.step('work', async () => {
        block(60);
        return { found: 'it\0' };
      });
      await ctx.say('end', JSON.stringify(found));
    });
    const { createdAt } = await me.runSoon(id, 'COMPLETED');
    expect(await toldOf(id, 'work#1')).toEqual(['step.finished']);
    const { steps } = await detailOf(id);
    expect(steps.map(({ key, kind, status }) => [key, kind, status])).toEqual([
      ['look#1', 'STEP', 'COMPLETED'],
      ['work#1', 'STEP', 'COMPLETED'],
      ['end#1', 'SAY', 'COMPLETED'],
    ]);
    const [look, work] = steps.map(({ startedAt, endedAt }) => [Date.parse(startedAt), Date.parse(endedAt ?? '')]);
    expect((work?.[1] ?? 0) - (work?.[0] ?? 0)).toBeGreaterThanOrEqual(59);
    expect(look?.[0]).toBeGreaterThanOrEqual(Date.parse(createdAt));
    expect(work?.[0]).toBeGreaterThanOrEqual(look?.[1] ?? Number.POSITIVE_INFINITY);
    const { messages, session } = await me.view(id);
    expect(messages.items.at(-1)?.text).toBe(JSON.stringify({ found: 'it' })); // as a replay sees it
    expect(session.state.status).toBe('COMPLETED');
  });

  it('fails in the same way when the run goes over it again', async () => {
    let worked = 0;
    const failures: unknown[] = [];
    const id = await start(async (ctx) => {
      const broken = ctx.step('break', () => {
        worked++;
        throw new Error('the tool is broken');
      });
      await broken.catch((error: Error) => failures.push([error.name, error.message]));
      await ctx.ask('way', name);
    });
    const [request] = await me.pendingSoon(id);
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    expect(await toldOf(id, 'break#1')).toEqual(['step.started', 'step.finished']);
    expect(await stepOf(id, 'break#1')).toMatchObject({ status: 'FAILED', error: 'the tool is broken' });
    await me.answer(request?.id ?? '', { type: 'TEXT', text: 'left' });
    await me.runSoon(id, 'COMPLETED');
    expect(failures).toEqual(Array(2).fill(['StepFailed', 'the tool is broken']));
    expect(worked).toBe(1);
  });

  it('is no sign that the code caught what failed beside it: both a retry does again', async () => {
    let tries = 0;
    const id = await start(async (ctx) => {
      const failing = ctx.branch('left', (own) =>
        own.step('try', () => {
          tries++;
          if (tries === 1) throw new Error('not yet');
          return tries;
        }),
      );
      await ctx.all([failing, ctx.branch('right', (own) => own.step('beside', () => 2)), ctx.step('too', () => 3)]);
    });
    const { id: runId } = await me.runSoon(id, 'FAILED');
    await me.post(`/api/runs/${runId}/retry`, {});
    await soon(async () => expect(tries).toBe(2));
    await soon(async () => expect((await me.runs(id))[0]).toMatchObject({ status: 'COMPLETED' }));
  });

  it.each([
    ['at once', 0],
    ['later', 20],
  ])('fails where its result cannot be kept (%s)', async (_, ms) => {
    const id = await start((ctx) =>
      ctx.step('count', async () => {
        if (ms) await pause(ms);
        return { count: 1n };
      }),
    );
    const { error } = await me.runSoon(id, 'FAILED');
    expect(error).toContain('BigInt');
    expect(await stepOf(id, 'count#1')).toMatchObject({ status: 'FAILED', error });
  });

  it('leaves nobody with the word that the agent waits, once somebody has answered', async () => {
    const release = Promise.withResolvers<void>();
    const used = Promise.withResolvers<void>();
    const id = await start(async (ctx) => {
      const asking = ctx.branch('asking', async (own) => {
        await own.ask('which', name);
        await own.step('use', () => 'it');
        used.resolve();
      });
      await ctx.all([asking, ctx.branch('busy', (own) => own.step('long', () => release.promise))]);
    });
    const [request] = await me.pendingSoon(id);
    await me.answer(request?.id ?? '', { type: 'TEXT', text: 'left' });
    await used.promise;
    expect((await me.view(id)).session.state).toMatchObject({ status: 'ACTING', step: 'use' });
    release.resolve();
    await me.runSoon(id, 'COMPLETED');
  });
});

describe('a step that takes longer', () => {
  it('is seen at work', async () => {
    const release = Promise.withResolvers<string>();
    const id = await start((ctx) => ctx.step('long', () => release.promise));
    await soon(async () => expect(await toldOf(id, 'long#1')).toEqual(['step.started']));
    expect(await stepOf(id, 'long#1')).toMatchObject({ status: 'RUNNING', endedAt: null });
    expect((await me.view(id)).session.state).toMatchObject({ status: 'ACTING', step: 'long' });
    release.resolve('done');
    await me.runSoon(id, 'COMPLETED');
    expect(await toldOf(id, 'long#1')).toEqual(['step.started', 'step.finished']);
    expect(await stepOf(id, 'long#1')).toMatchObject({ status: 'COMPLETED' });
  });

  it('is known to have begun as soon as it waits for something outside', async () => {
    const id = await start(async (ctx) => {
      await ctx.step('short', () => new Promise<void>((resolve) => void setTimeout(resolve, 20)));
    });
    await me.runSoon(id, 'COMPLETED');
    expect(await toldOf(id, 'short#1')).toEqual(['step.started', 'step.finished']);
  });

  it('is said to have begun again before it works, when an earlier pass had begun it', async () => {
    const { id } = await me.newSession(agent.name);
    const keys: string[] = [];
    const told: string[][] = [];
    agent.play(id, async (ctx) => {
      await ctx.step('long', async ({ idempotencyKey }) => {
        if (keys.push(idempotencyKey) === 1) return new Promise<null>(() => undefined);
        told.push(await toldOf(id, 'long#1'));
        return null;
      });
    });
    await me.say(id, 'Go');
    const { id: stepId, runId } = await soon(() => stepOf(id, 'long#1'));
    // As after a crash: this process works on it no more, and the lease has run out.
    product.nest.get(EventBus).publish(stopTopic(runId), {});
    await product.pool.query(`UPDATE agent_run SET lease_until = now() - interval '1 s' WHERE id = $1`, [runId]);
    await pause(50);
    await product.nest.get(AdvanceRun, { strict: false }).execute(runId);
    await me.runSoon(id, 'COMPLETED');
    expect(keys).toEqual(Array(2).fill(`${runId}/long#1`));
    expect(told).toEqual([['step.started', 'step.started']]);
    expect(await stepOf(id, 'long#1')).toMatchObject({ id: stepId, status: 'COMPLETED' });
  });
});

describe('who may not hold the run any more', () => {
  it('asks before it works, once its lease may have run out', async () => {
    let worked = 0;
    const tried = Promise.withResolvers<void>();
    const id = await start(async (ctx) => {
      await ctx.step('first', () => 1);
      await takenByAnother(ctx);
      block(LEASE_MS);
      const second = ctx.step('second', () => void worked++);
      tried.resolve();
      await second;
    });
    await tried.promise;
    await pause(100);
    expect(worked).toBe(0);
    expect((await detailOf(id)).steps.map(({ key }) => key)).toEqual(['first#1']);
  });

  it('asks nobody while it renews its lease, however long it has worked', async () => {
    const id = await start(async (ctx) => {
      await pause(2 * LEASE_MS);
      await ctx.step('late', () => 1);
    });
    await soon(async () => expect((await me.runs(id))[0]?.status).toBe('COMPLETED'), 4 * LEASE_MS);
    expect(await toldOf(id, 'late#1')).toEqual(['step.finished']);
  });

  it('writes nothing of what it did when it was superseded in that very moment', async () => {
    let worked = 0;
    const id = await start(async (ctx) => {
      await takenByAnother(ctx);
      await ctx.step('late', () => void worked++);
      await ctx.step('never', () => void worked++);
    });
    await soon(() => expect(worked).toBe(1));
    await pause(100);
    expect(worked).toBe(1);
    expect((await detailOf(id)).steps).toEqual([]);
  });

  it('starts nothing after a stop, not even what had waited for its turn', async () => {
    let worked = 0;
    const pass = Promise.withResolvers<void>();
    const script = async (ctx: RunContext) => {
      await ctx.step('one', () => 1);
      await ctx.ask('way', name);
    };
    const id = await start(script);
    const [request] = await me.pendingSoon(id);
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    agent.play(id, async (ctx) => {
      // What the journal holds is reached only after it, so it waits for a turn before it may begin.
      const early = ctx.step('two', () => void worked++);
      product.nest.get(EventBus).publish(stopTopic(ctx.runId), {});
      void script(ctx);
      pass.resolve();
      await early;
    });
    await me.answer(request?.id ?? '', { type: 'TEXT', text: 'left' });
    await pass.promise;
    await pause(100);
    expect(worked).toBe(0);
    expect((await detailOf(id)).steps.map(({ key }) => key)).toEqual(['one#1', 'way#1']);
  });
});

/** Another process claims the run: what its holder here writes from now on finds no lease. */
const takenByAnother = async ({ runId }: RunContext): Promise<void> => {
  await product.pool.query(
    `UPDATE agent_run SET lease_version = lease_version + 1, lease_until = now() + interval '1 hour' WHERE id = $1`,
    [runId],
  );
};
