import { setTimeout as pause } from 'node:timers/promises';
import type { Run, RunDetail, ServerFrame, SessionEvent } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Person,
  type Script,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from '../support/product/index.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
beforeAll(async () => {
  // No sweep in the time of a test: a wake-up that gets lost leaves its run lying, and the test sees it.
  const env = { SWEEP_INTERVAL_MS: '3600000', DEMO_MODEL_TOKENS_PER_SECOND: '2000' };
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
const stop = (id: string) => me.post(`/api/sessions/${id}/stop`);
const retry = (id: string) => me.post(`/api/sessions/${id}/retry`);
const text = (question: string) => ({ type: 'TEXT', question }) as const;
const say = (words: string) => ({ type: 'TEXT', text: words }) as const;
/** Every run with its steps, newest first. */
const detailsOf = async (id: string): Promise<RunDetail[]> => {
  const runs = await me.runs(id);
  return Promise.all(runs.map(async (run) => (await me.get<RunDetail>(`/api/runs/${run.id}`)).body));
};
type EventFrame = Extract<ServerFrame, { type: 'event' }>;
const nextEvent = (socket: TestSocket, fits: (event: SessionEvent) => boolean) =>
  socket.next((frame) => frame.type === 'event' && fits(frame.event)) as Promise<EventFrame>;
const isRun = (status: Run['status']) => (event: SessionEvent) =>
  event.type === 'run.updated' && event.payload.run.status === status;
const messageCount = async (id: string) => (await me.view(id)).messages.items.length;

describe('stop', () => {
  it('keeps what was said so far, ends the run, and acts at once', async () => {
    const { id } = await me.newSession('assistant');
    const socket = await me.connect();
    await socket.subscribe(id);
    const took: number[] = [];
    for (let round = 0; round < 3; round++) {
      let deltas = 0;
      const streaming = socket.next((frame) => frame.type === 'delta' && ++deltas > 20);
      await (round === 0 ? me.say(id, '[[demo:slow]] Tell me a long story') : retry(id));
      await streaming;
      const completed = nextEvent(socket, (event) => event.type === 'message.completed');
      const cancelled = nextEvent(socket, isRun('CANCELLED'));
      const began = performance.now();
      expect((await stop(id)).status).toBe(202);
      await Promise.all([completed, cancelled]);
      took.push(performance.now() - began);
      await pause(50);
      const after = socket.frames.slice(socket.frames.indexOf(await completed));
      expect(after.filter((frame) => frame.type === 'delta')).toEqual([]);
      const { messages, session } = await me.view(id);
      const partial = messages.items.at(-1);
      expect(partial).toMatchObject({ role: 'AGENT', status: 'SENT' });
      expect(partial?.text.length).toBeGreaterThan(20);
      expect(heardText(socket.frames, partial?.id ?? '')).toBe(partial?.text);
      expect(session.state.status).toBe('CANCELLED');
      expect((await me.runs(id))[0]).toMatchObject({ status: 'CANCELLED', error: null });
    }
    expect(Math.min(...took)).toBeLessThan(200); // of three, so that a busy machine alone cannot fail it
    expect((await stop(id)).body).toMatchObject({ status: 409, code: 'nothing_to_stop' });
    const analysed = (await detailsOf(id)).map((run) => run.steps.find((step) => step.key === 'analyse#1')?.startedAt);
    expect(new Set(analysed).size).toBe(1); // once: the retries took it from the journal
    await socket.close();
  });

  it('reaches the code of a step', async () => {
    let aborted = 0;
    const working = Promise.withResolvers<void>();
    const id = await start((ctx) =>
      ctx.step('work', ({ signal }) => {
        signal.addEventListener('abort', () => {
          aborted = performance.now();
        });
        working.resolve();
        return new Promise(() => undefined);
      }),
    );
    await working.promise;
    const began = performance.now();
    await stop(id);
    await soon(() => expect(aborted).toBeGreaterThan(0));
    expect(aborted - began).toBeLessThan(200);
    expect((await me.runs(id))[0]?.status).toBe('CANCELLED');
  });

  it('withdraws what is open; an answer to it comes too late', async () => {
    const id = await start((ctx) => ctx.ask('way', text('Which way?')));
    const [request] = await me.pendingSoon(id);
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    await stop(id);
    expect(await me.pending(id)).toEqual([]);
    const late = await me.answer(request?.id ?? '', say('left'));
    expect(late.body).toMatchObject({ status: 409, code: 'feedback_already_settled' });
    expect(late.body.request).toMatchObject({ status: 'CANCELLED', reason: 'The run was stopped.' });
    expect((await me.runs(id))[0]?.status).toBe('CANCELLED');
  });

  it('hands messages that the run never saw to the next one', async () => {
    const seen: string[][] = [];
    const gate = Promise.withResolvers<void>();
    const id = await start(async (ctx) => {
      seen.push((await ctx.history()).map((turn) => turn.text));
      await ctx.step('work', () => gate.promise);
    });
    await soon(() => expect(seen).toHaveLength(1));
    await me.say(id, 'Wait, rather this');
    await stop(id);
    gate.resolve();
    await soon(() => expect(seen.at(-1)).toEqual(['Go', 'Wait, rather this']));
    await me.runSoon(id, 'COMPLETED');
    expect((await me.runs(id)).map((run) => run.status)).toEqual(['COMPLETED', 'CANCELLED']);
  });
});

describe('retry', () => {
  it('repeats neither finished steps nor answered questions nor what was said', async () => {
    const done: string[] = [];
    let broken = true;
    const id = await start(async (ctx) => {
      await ctx.step('gather', () => void done.push('gather'));
      const way = await ctx.ask('way', text('Which way?'));
      await ctx.say('tell', 'I go.');
      await ctx.step('apply', () => {
        done.push('apply');
        if (broken) throw new Error('the bridge is out');
      });
      await ctx.say('done', `Went ${way.kind === 'answered' && way.value}`);
    });
    const [request] = await me.pendingSoon(id);
    await me.answer(request?.id ?? '', say('left'));
    expect(await me.runSoon(id, 'FAILED')).toMatchObject({ error: 'the bridge is out' });
    expect((await me.view(id)).session.state.status).toBe('FAILED');
    broken = false;
    expect((await retry(id)).status).toBe(202);
    await me.runSoon(id, 'COMPLETED');
    expect(done).toEqual(['gather', 'apply', 'apply']);
    const { items } = (await me.view(id)).messages;
    expect(items.map((message) => message.text)).toEqual(['Go', 'Which way?', 'left', 'I go.', 'Went left']);
    expect((await retry(id)).body).toMatchObject({ status: 409, code: 'nothing_to_retry' });
  });

  it('asks again what was withdrawn', async () => {
    const id = await start(async (ctx) => void (await ctx.ask('way', text('Which way?'))));
    const [first] = await me.pendingSoon(id);
    await stop(id);
    await retry(id);
    const [second] = await me.pendingSoon(id);
    expect(second?.id).not.toBe(first?.id);
    await me.answer(second?.id ?? '', say('left'));
    await me.runSoon(id, 'COMPLETED');
  });

  it('twice at once starts one run', async () => {
    const gate = Promise.withResolvers<void>();
    let fail = true;
    const id = await start((ctx) =>
      ctx.step('work', () => {
        if (fail) throw new Error('no');
        return gate.promise;
      }),
    );
    await me.runSoon(id, 'FAILED');
    fail = false;
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(id)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, ...Array(9).fill(409)]);
    gate.resolve();
    await me.runSoon(id, 'COMPLETED');
    expect(await me.runs(id)).toHaveLength(2);
  });
});

describe('code that changed under a waiting run', () => {
  it('fails the run in clear words, and a retry goes on from the last step that fits', async () => {
    const done: string[] = [];
    const step = (ctx: Parameters<Script>[0], name: string) => ctx.step(name, () => void done.push(name));
    const id = await start(async (ctx) => {
      await step(ctx, 'one');
      await step(ctx, 'two');
      await ctx.ask('way', text('Which way?'));
    });
    const [request] = await me.pendingSoon(id);
    agent.play(id, async (ctx) => {
      await step(ctx, 'one');
      await step(ctx, 'other');
      await ctx.ask('way', text('Which way now?'));
      await step(ctx, 'three');
    });
    await me.answer(request?.id ?? '', say('left'));
    const { error } = await me.runSoon(id, 'FAILED');
    expect(error).toBe('The agent was changed while this run waited: its code no longer reaches the step "two#1".');
    expect(done).toEqual(['one', 'two']); // nothing of the new code was done

    await retry(id);
    const [again] = await me.pendingSoon(id);
    expect(again?.question.question).toBe('Which way now?');
    await me.answer(again?.id ?? '', say('right'));
    await me.runSoon(id, 'COMPLETED');
    expect(done).toEqual(['one', 'two', 'other', 'three']);
  });

  it('also when steps only went away', async () => {
    const id = await start(async (ctx) => {
      await ctx.step('one', () => 1);
      await ctx.ask('way', text('Which way?'));
    });
    const [request] = await me.pendingSoon(id);
    agent.play(id, async (ctx) => {
      await ctx.ask('way', text('Which way?'));
    });
    await me.answer(request?.id ?? '', say('left'));
    expect((await me.runSoon(id, 'FAILED')).error).toContain('no longer reaches the step "one#1"');
  });
});

describe('branches', () => {
  it('an answered one goes on at once, while another is still busy', async () => {
    const release = Promise.withResolvers<void>();
    const heard: string[] = [];
    const id = await start(async (ctx) => {
      const asking = ctx.branch('asking', async (own) => {
        const outcome = await own.ask('which', text('Which?'));
        await own.step('use', () => void heard.push(outcome.kind === 'answered' ? outcome.text : outcome.kind));
      });
      const busy = ctx.branch('busy', (own) => own.step('long', () => release.promise));
      await ctx.all([asking, busy]);
    });
    const [request] = await me.pendingSoon(id);
    await me.post(`/api/feedback-requests/${request?.id}/answer`, { answer: say('that one') });
    await soon(() => expect(heard).toEqual(['that one']), 1_000);
    expect((await me.runs(id))[0]?.status).toBe('RUNNING');
    release.resolve();
    await soon(async () => expect((await me.runs(id))[0]?.status).toBe('COMPLETED'));
    expect(heard).toEqual(['that one']);
  });

  it('work on while another waits', async () => {
    const done: number[] = [];
    const id = await start(async (ctx) => {
      await ctx.all([
        ctx.branch('ask', async (own) => void (await own.ask('way', text('Which way?')))),
        ctx.branch('work', async (own) => {
          for (let index = 0; index < 5; index++) await own.step('piece', () => void done.push(index));
        }),
      ]);
      await ctx.say('end', 'Both are done.');
    });
    const [request] = await me.pendingSoon(id);
    await soon(() => expect(done).toEqual([0, 1, 2, 3, 4]));
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    expect((await me.view(id)).session.state.status).toBe('WAITING_FOR_FEEDBACK');
    await me.answer(request?.id ?? '', say('left'));
    await me.runSoon(id, 'COMPLETED');
    expect(done).toEqual([0, 1, 2, 3, 4]); // not again
    expect((await detailsOf(id))[0]?.steps.map((step) => step.key)).toContain('work#1/piece#5');
  });

  it('ask side by side, and take answers in any order', async () => {
    const names = ['one', 'two', 'three'];
    let outcome: unknown;
    const id = await start(async (ctx) => {
      const ask = (name: string) =>
        ctx.branch(name, async (own) => (await own.ask('ask', text(name))) as { text: string });
      outcome = (await ctx.all(names.map(ask))).map((answer) => answer.text);
    });
    const open = await me.pendingSoon(id, 3);
    for (const name of ['three', 'one', 'two']) {
      const request = open.find((one) => one.question.question === name);
      expect((await me.answer(request?.id ?? '', say(`answer ${name}`))).status).toBe(200);
    }
    await me.runSoon(id, 'COMPLETED');
    expect(outcome).toEqual(names.map((name) => `answer ${name}`));
  });

  it('never lose an answer that comes while another one works (120 races)', async () => {
    const race = async () => {
      const socket = await me.connect();
      for (let round = 0; round < 15; round++) {
        let applied = 0;
        const work = Math.random() * 10;
        const { id } = await me.newSession(agent.name);
        agent.play(id, async (ctx) => {
          await ctx.all([
            ctx.branch('ask', async (own) => {
              await own.ask('way', text('Which way?'));
              await own.step('apply', () => void applied++);
            }),
            ctx.branch('work', async (own) => {
              await own.step('a', () => pause(work));
              await own.step('b', () => pause(work));
            }),
          ]);
        });
        await socket.subscribe(id);
        const asked = nextEvent(socket, (event) => event.type === 'feedback.requested');
        const ended = nextEvent(socket, isRun('COMPLETED'));
        await me.say(id, 'Go');
        const { event } = await asked;
        if (event.type !== 'feedback.requested') throw new Error('unreachable');
        await pause(Math.random() * 15); // before, between, at and after the end of the other branch
        expect((await me.answer(event.payload.request.id, say('left'))).status).toBe(200);
        await ended;
        expect(applied).toBe(1);
      }
      await socket.close();
    };
    await Promise.all(Array.from({ length: 8 }, race));
  });
});

describe('two processes', () => {
  it('never lose an answer that one takes while the other works on the run (60 races)', async () => {
    const env = { SWEEP_INTERVAL_MS: '3600000' };
    const { databaseUrl } = product;
    const second = await startTestProduct({ agents: [agent.definition], env, databaseUrl });
    const elsewhere = me.at(second.url);
    try {
      const race = async () => {
        for (let round = 0; round < 10; round++) {
          let applied = 0;
          const work = Math.random() * 15;
          const id = await start(async (ctx) => {
            await ctx.all([
              ctx.branch('ask', async (own) => {
                await own.ask('way', text('Which way?'));
                await own.step('apply', () => void applied++);
              }),
              ctx.branch('work', async (own) => void (await own.step('a', () => pause(work)))),
            ]);
          });
          const [request] = await me.pendingSoon(id);
          await pause(Math.random() * 15);
          expect((await elsewhere.answer(request?.id ?? '', say('left'))).status).toBe(200);
          await me.runSoon(id, 'COMPLETED');
          expect(applied).toBe(1);
        }
      };
      await Promise.all(Array.from({ length: 6 }, race));
    } finally {
      await second.close();
    }
  });
});

describe('a notice', () => {
  it('waits for nothing, and may be read when the run is long over', async () => {
    const id = await start(async (ctx) => {
      await ctx.ask('tell', { type: 'NOTICE', question: 'The import is done.' });
      await ctx.say('end', 'I went straight on.');
    });
    await me.runSoon(id, 'COMPLETED');
    const [notice] = await me.pending(id);
    expect(notice).toMatchObject({ status: 'PENDING', question: { type: 'NOTICE' } });
    const before = await messageCount(id);
    expect((await me.answer(notice?.id ?? '', { type: 'NOTICE' })).body.status).toBe('ANSWERED');
    expect(await messageCount(id)).toBe(before); // having seen it says nothing
    expect(await me.runs(id)).toHaveLength(1);
  });
});

/** The text a reader ends with, by the rules of contracts/src/frames.ts. */
const heardText = (frames: ServerFrame[], messageId: string): string => {
  let held = '';
  for (const frame of frames) {
    if (frame.type === 'delta' && frame.messageId === messageId && frame.offset <= held.length)
      held = held.slice(0, frame.offset) + frame.text;
    if (
      frame.type === 'event' &&
      frame.event.type === 'message.completed' &&
      frame.event.payload.messageId === messageId
    )
      held = frame.event.payload.text;
  }
  return held;
};
