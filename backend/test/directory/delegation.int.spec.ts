import type { AgentFault } from '@parley/sandbox/agents/a2a';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defineAgent } from '../../src/modules/agent/index.js';
import type { DelegationOutcome } from '../../src/modules/agent/runtime/delegation.js';
import { type Person, type Script, soon } from '../support/product/index.js';
import { DirectoryStage, REQUEST_TIMEOUT_MS } from './directory-stage.js';

const stage = new DirectoryStage();
const skills = [{ id: 'x', name: 'Gardening', description: '', tags: ['garden'], examples: [] }];
const gardener = defineAgent({
  name: 'gardener',
  description: 'Knows plants',
  skills,
  run: async (ctx) => {
    const [turn] = await ctx.history();
    const outcome = await ctx.ask('which plant', { type: 'TEXT', question: `Which plant? (${turn?.text})` });
    await ctx.say('first', 'Water it.');
    await ctx.branch('later', (own) => own.say('second', outcome.kind === 'answered' ? outcome.text : 'none'));
  },
});
/** Gives its work to itself, by way of another. */
const circle = (name: string, next: string) =>
  defineAgent({
    ...{ name, description: name, skills },
    run: async (ctx) => {
      const outcome = await ctx.delegate('hand on', { agentId: `local:${next}`, agent: next, task: 'go on' });
      await ctx.say('tell', outcome.kind === 'completed' ? `${name} < ${outcome.text}` : `${name}: ${outcome.message}`);
    },
  });
const chain = [circle('one', 'two'), circle('two', 'three'), circle('three', 'four'), circle('four', 'five')];
const round = [circle('ping', 'pong'), circle('pong', 'ping')];
const timekeeper = defineAgent({
  ...{ name: 'timekeeper', description: 't', skills, tools: ['parley.current_time'] },
  run: async (ctx) => {
    const seen = (await ctx.tools('look')).map(({ name }) => name);
    const time = await ctx.tool('look at the clock', { tool: 'parley.current_time', arguments: {} });
    await ctx.say('tell', `${seen.join()} ${time.kind}`);
  },
});
const quiet = defineAgent({ name: 'quiet', description: 'q', skills, run: async () => undefined });
const failing = defineAgent({
  ...{ name: 'failing', description: 'f', skills },
  run: async () => {
    throw new Error('no water');
  },
});

let mira: Person;
beforeAll(async () => {
  await stage.open({ agents: [gardener, ...chain, ...round, quiet, failing, timekeeper] });
  await stage.add('weather', 'travel-desk', 'budget');
  mira = await stage.product.signUp('Mira');
});
afterAll(() => stage.close());
afterEach(() => stage.samples.faults.clear());

const play = async (script: Script): Promise<string> => {
  const { id } = await mira.newSession(stage.agent.name);
  stage.agent.play(id, script);
  await mira.say(id, 'go');
  return id;
};
/** Gives the work and tells what came of it. */
const giving = (slug: string, task: string, context?: string): Script => {
  return async (ctx) => {
    const outcome = await ctx.delegate('ask it', stage.to(slug, task, context));
    await ctx.say('tell', JSON.stringify(outcome));
  };
};
const told = async (sessionId: string): Promise<DelegationOutcome> => {
  await mira.runSoon(sessionId, 'COMPLETED');
  const { messages } = await mira.view(sessionId);
  return JSON.parse(messages.items.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT').at(-1)?.text ?? '');
};
const spoil = (fault: AgentFault, method: string, times: number | 'always' = 1) =>
  stage.samples.faults.add({ fault, times, match: { method } });
const answer = async (sessionId: string, text: string) => {
  const [request] = await mira.pendingSoon(sessionId);
  await mira.answer(request?.id ?? '', { type: 'TEXT', text });
  return request!;
};

describe('work for an agent elsewhere', () => {
  it('comes back with its result, and the run shows who did it', async () => {
    const session = await play(giving('weather', 'The weather in Lisbon', 'It is about May.'));
    expect(await told(session)).toEqual({
      kind: 'completed',
      text: 'Lisbon in May: around 22 °C by day, 6 days with rain.',
      data: { place: 'Lisbon', month: 'May', high: 22, rainDays: 6 },
    });
    const [run] = await mira.runs(session);
    const { steps } = (await mira.get(`/api/runs/${run?.id}`)).body;
    const units = steps.filter(({ kind }: { kind: string }) => kind === 'DELEGATE');
    expect(units.map(({ key, note }: { key: string; note: string }) => [key, note])).toEqual([
      ['ask it#1/find the agent#1', 'Weather'],
      ['ask it#1/give it the task#1', 'Weather has the task'],
      ['ask it#1/wait for its result#1', 'Weather is done'],
    ]);
  });

  it('may ask back, twice, in its own name, and the answers go into the same task', async () => {
    const before = stage.begun();
    const session = await play(giving('travel-desk', 'A trip to Lisbon for 2 people'));
    const first = await answer(session, '12 to 15 May');
    expect(first).toMatchObject({ agent: 'Travel desk via scripted' });
    expect(first.question.question).toBe('When is the trip to Lisbon? For example: 12 to 15 May.');
    expect(first.question.context).toContain('an agent outside of this installation');
    const asked = (await mira.view(session)).messages.items.find(
      ({ feedbackRequestId }) => feedbackRequestId === first.id,
    );
    expect(asked?.author).toBe('Travel desk via scripted');
    const second = await soon(async () => {
      const [request] = await mira.pending(session);
      expect(request?.question.type).toBe('CHOICE');
      return request!;
    });
    expect(second).toMatchObject({ agent: 'Travel desk via scripted', question: { allowOther: true } });
    await mira.answer(second.id, { type: 'CHOICE', value: '1400' });
    expect(await told(session)).toMatchObject({
      kind: 'completed',
      text: expect.stringContaining('Hotel Alfama in Lisbon, 3 nights'),
    });
    expect(stage.begun() - before).toBe(1);
  });

  it('goes on beside other work that waits for the person', async () => {
    const session = await play(async (ctx) => {
      const [trip, climate] = await ctx.all([
        ctx.branch('trip', (own) => own.delegate('ask it', stage.to('travel-desk', 'A trip to Rome'))),
        ctx.branch('climate', async (own) => {
          const outcome = await own.delegate('ask it', stage.to('weather', 'Rome in June'));
          await own.say('tell at once', outcome.kind);
          return outcome;
        }),
      ]);
      await ctx.say('tell', JSON.stringify([trip?.kind, climate?.kind]));
    });
    await mira.runSoon(session, 'WAITING_FOR_FEEDBACK');
    const said = async () => (await mira.view(session)).messages.items.map(({ text }) => text);
    expect(await said()).toContain('completed');
    const before = stage.begun();
    await answer(session, '3 nights in June');
    const [request] = await soon(async () => {
      const open = await mira.pending(session);
      expect(open[0]?.question.type).toBe('CHOICE');
      return open;
    });
    await mira.answer(request!.id, { type: 'CHOICE', other: 'no limit' });
    expect(await told(session)).toEqual(['completed', 'completed']);
    expect(stage.begun()).toBe(before);
  });

  it('is unanswered when the person withdraws the question, and its task is cancelled', async () => {
    const session = await play(giving('travel-desk', 'A trip to Vienna'));
    const [request] = await mira.pendingSoon(session);
    await mira.post(`/api/feedback-requests/${request?.id}/cancel`);
    expect(await told(session)).toEqual({
      kind: 'unanswered',
      message: 'Travel desk asked, and the question was withdrawn.',
    });
    expect(stage.samples.ledger.entries({ kind: 'call' }).at(-1)?.method).toBe('CancelTask');
  });

  it('fails when the agent says no, fails or forgets, with its words', async () => {
    expect(await told(await play(giving('budget', 'add up')))).toEqual({
      kind: 'failed',
      message: 'There are no costs in euros in what I was given.',
    });
    spoil({ kind: 'fails', text: 'no power\u202e' }, 'work');
    expect(await told(await play(giving('weather', 'Rome')))).toEqual({ kind: 'failed', message: 'no power' });
    spoil({ kind: 'forgets' }, 'work');
    expect(await told(await play(giving('weather', 'Rome')))).toEqual({
      kind: 'failed',
      message: 'Weather: It does not know the task.',
    });
  });

  it('ends when its agent dies over it', async () => {
    spoil({ kind: 'dies' }, 'work');
    const outcome = await told(await play(giving('weather', 'Rome')));
    expect(outcome).toEqual({ kind: 'unreachable', message: 'Weather did not come to an end in time.' });
  });

  it('is unreachable when the agent is not in the directory any more', async () => {
    const session = await play(async (ctx) => {
      const agentId = '00000000-0000-4000-8000-000000000000';
      await ctx.say('tell', JSON.stringify(await ctx.delegate('ask', { agentId, agent: 'Gone', task: 'x' })));
    });
    expect(await told(session)).toEqual({ kind: 'unreachable', message: 'Gone is not in the directory any more.' });
  });
});

describe('an agent in trouble', () => {
  it.each<[string, AgentFault, string]>([
    ['too many requests', { kind: 'http_status', status: 429, retryAfter: 1 }, 'SendMessage'],
    ['an error of its server', { kind: 'http_status', status: 500 }, 'SendMessage'],
    ['an error while it is followed', { kind: 'http_status', status: 502 }, 'GetTask'],
    ['silence', { kind: 'hang' }, 'SendMessage'],
    ['silence while it is followed', { kind: 'hang' }, 'GetTask'],
    ['nonsense', { kind: 'garbage' }, 'SendMessage'],
    ['a slow answer', { kind: 'slow', ms: 200 }, 'SendMessage'],
    ['a line that is cut before', { kind: 'cut', when: 'before' }, 'SendMessage'],
    ['a line that is cut after', { kind: 'cut', when: 'after' }, 'SendMessage'],
  ])('%s: is tried again, and the task is begun once', async (_what, fault, method) => {
    const before = stage.begun();
    spoil(fault, method);
    expect((await told(await play(giving('weather', 'Rome in June')))).kind).toBe('completed');
    expect(stage.begun() - before).toBe(1);
  });

  it('is unreachable after every try, and its health is looked at', async () => {
    stage.samples.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { agent: 'weather' },
    });
    expect(await told(await play(giving('weather', 'Rome')))).toEqual({
      kind: 'unreachable',
      message: 'Weather: It answers with the status 503.',
    });
    await soon(async () => expect((await stage.look('weather')).health).toBe('UNHEALTHY'));
    stage.samples.faults.clear();
    await stage.admin.post(`/api/directory/${stage.entries.weather?.id}/check`);
  });

  it('asks for too much time: it is not waited for', async () => {
    spoil({ kind: 'http_status', status: 429, retryAfter: 3_600 }, 'SendMessage');
    expect((await told(await play(giving('weather', 'Rome')))).kind).toBe('unreachable');
  });

  it('answers whose line is cut are passed on once', async () => {
    const session = await play(giving('travel-desk', 'A trip to Berlin, 2 nights in July'));
    const [request] = await mira.pendingSoon(session);
    spoil({ kind: 'cut', when: 'after' }, 'SendMessage');
    const sent = stage.samples.ledger.count({ kind: 'call', method: 'SendMessage' });
    await mira.answer(request!.id, { type: 'CHOICE', value: '700' });
    expect((await told(session)).kind).toBe('completed');
    expect(stage.samples.ledger.count({ kind: 'call', method: 'SendMessage' }) - sent).toBe(1);
  });

  it('that has the answer and still stands where it asked: nobody is asked the same twice', async () => {
    const session = await play(giving('travel-desk', 'A trip to Berlin, 2 nights in July'));
    const [request] = await mira.pendingSoon(session);
    spoil({ kind: 'slow', ms: 2 * REQUEST_TIMEOUT_MS }, 'begin');
    await mira.answer(request!.id, { type: 'CHOICE', value: '700' });
    expect((await told(session)).kind).toBe('completed');
    expect(await mira.pending(session)).toEqual([]);
  });

  it('that cannot be asked whether it has the task: the person decides whether it is sent again', async () => {
    const before = stage.begun();
    spoil({ kind: 'cut', when: 'before' }, 'SendMessage');
    spoil({ kind: 'rpc_error', code: -32601, message: 'Method not found' }, 'ListTasks');
    const session = await play(giving('weather', 'Rome in June'));
    const [request] = await mira.pendingSoon(session);
    expect(request?.question.question).toBe('Nobody knows whether Weather has got this task already. Send it again?');
    await mira.answer(request!.id, { type: 'CHOICE', value: 'again' });
    expect((await told(session)).kind).toBe('completed');
    expect(stage.begun() - before).toBe(1);
  });
});

describe('a run that breaks off', () => {
  it('finds the task again that was sent and not written down', async () => {
    const before = stage.begun();
    const session = await play(giving('travel-desk', 'A trip to Lisbon, 3 nights in May'));
    await mira.pendingSoon(session);
    // As after a crash between the sending and the journal: the unit is begun, its result is lost.
    await stage.forget(session, 'ask it#1/give it the task#1');
    const [request] = await mira.pending(session);
    await mira.answer(request!.id, { type: 'CHOICE', value: '1000' });
    expect((await told(session)).kind).toBe('completed');
    expect(stage.begun() - before).toBe(1);
  });

  it('stopped while it waits for the person: the task elsewhere is cancelled', async () => {
    const session = await play(giving('travel-desk', 'A trip to Rome'));
    await mira.pendingSoon(session);
    const cancelled = stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' });
    await mira.post(`/api/sessions/${session}/stop`);
    await soon(() => expect(stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' })).toBe(cancelled + 1));
  });

  it('stopped and tried again: the task that was withdrawn is given anew, beside what was done already', async () => {
    const session = await play(async (ctx) => {
      await ctx.delegate('look up', stage.to('weather', 'Rome in June'));
      const outcome = await ctx.delegate('ask it', stage.to('travel-desk', 'A trip to Rome, 2 nights in June'));
      await ctx.say('tell', JSON.stringify(outcome));
    });
    await mira.pendingSoon(session);
    const [cancelled, begun] = [stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' }), stage.begun()];
    await mira.post(`/api/sessions/${session}/stop`);
    await soon(() => expect(stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' })).toBe(cancelled + 1));
    const [run] = await mira.runs(session);
    expect((await mira.post(`/api/runs/${run?.id}/retry`, {})).status).toBeLessThan(300);
    const [request] = await mira.pendingSoon(session);
    await mira.answer(request!.id, { type: 'CHOICE', value: '700' });
    expect((await told(session)).kind).toBe('completed');
    expect(stage.begun() - begun).toBe(1);
  });

  it('stopped while the agent works: the same', async () => {
    spoil({ kind: 'dies' }, 'work');
    const session = await play(giving('weather', 'Rome'));
    const polled = stage.samples.ledger.count({ kind: 'call', method: 'GetTask' });
    await soon(() => expect(stage.samples.ledger.count({ method: 'GetTask' })).toBeGreaterThan(polled));
    const cancelled = stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' });
    await mira.post(`/api/sessions/${session}/stop`);
    await soon(() => expect(stage.samples.ledger.count({ kind: 'call', method: 'CancelTask' })).toBe(cancelled + 1));
  });
});

describe('work for an agent of this installation', () => {
  const local = (name: string, task = 'x', context?: string): Script => {
    return async (ctx) => {
      const request = { agentId: `local:${name}`, agent: name, task, ...(context && { context }) };
      await ctx.say('tell', JSON.stringify(await ctx.delegate('hand on', request)));
    };
  };

  it('runs within the same run: it hears the task, asks in its own name, and what it says is its result', async () => {
    const session = await play(local('gardener', 'the garden', 'It is dry.'));
    const request = await answer(session, 'the fern');
    expect(request.agent).toBe('gardener via scripted');
    expect(request.question.question).toBe('Which plant? (the garden\n\nWhat is known already:\n\nIt is dry.)');
    expect(await told(session)).toEqual({ kind: 'completed', text: 'Water it.\n\nthe fern', data: null });
    const texts = (await mira.view(session)).messages.items.map(({ text }) => text);
    expect(texts.filter((text) => text === 'Water it.')).toEqual([]);
  });

  it('goes by the tools of who does it, not of who gave it', async () => {
    expect(await told(await play(local('timekeeper')))).toMatchObject({ text: 'parley.current_time done' });
  });

  it('goes no deeper than three, and never in a circle', async () => {
    expect(await told(await play(local('one')))).toMatchObject({
      kind: 'completed',
      text: 'one < two < three: Work was handed on 3 times already, and no further.',
    });
    expect(await told(await play(local('ping')))).toMatchObject({
      text: 'ping < pong: ping is at work on this already: it cannot work for itself.',
    });
    expect(await told(await play(local('scripted')))).toMatchObject({ kind: 'failed' });
  });

  it('fails with its words, and when it has none', async () => {
    expect(await told(await play(local('failing')))).toEqual({ kind: 'failed', message: 'failing: no water' });
    expect(await told(await play(local('quiet')))).toEqual({ kind: 'failed', message: 'quiet had nothing to say.' });
    expect(await told(await play(local('nobody')))).toMatchObject({ kind: 'unreachable' });
  });

  it('finds others, and not itself', async () => {
    const session = await play(async (ctx) => {
      const { matches } = await ctx.agents('look', 'garden');
      await ctx.say('tell', JSON.stringify(matches.map(({ agent }) => agent.id)));
    });
    expect(await told(session)).toContain('local:gardener');
  });
});
