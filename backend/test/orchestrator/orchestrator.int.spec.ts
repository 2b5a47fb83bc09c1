import { type Thread, threadSchema } from '@parley/contracts';
import { startSampleAgents } from '@parley/sandbox/agents/a2a';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFSITE, OrchestratorStage, sampleOf } from './orchestrator-stage.js';

let stage: OrchestratorStage;
beforeAll(async () => {
  stage = await OrchestratorStage.start();
});
afterAll(() => stage.close());

const WHEN = 'When is the trip to Lisbon?';
const chat = async (body: object): Promise<Thread> => {
  const { status, body: thread, text } = await stage.person.post('/api/chat', body);
  expect(status, text).toBe(200);
  return threadSchema.strict().parse(thread);
};

describe('a prompt that needs three agents in two batches (AG-5)', () => {
  it('goes past one that is down and one that fails, asks on two channels, and is put together', async () => {
    const others = await startSampleAgents({
      samples: [sampleOf('Climate archive', ['climate'], 'Lisbon in May: 21 °C in most years.')],
      workMs: 20,
    });
    const lost = await startSampleAgents({ samples: [sampleOf('Sunny days', ['weather', 'climate'], 'Never said.')] });
    const archive = await stage.register(others.agents[0]!.url);
    const down = await stage.register(lost.agents[0]!.url);
    await lost.close();
    expect((await stage.person.post(`/api/directory/${down.id}/check`)).body).toMatchObject({ health: 'UNHEALTHY' });
    stage.samples.faults.add({
      fault: { kind: 'fails', text: 'My tables are burnt.' },
      times: 1,
      match: { agent: 'weather', method: 'work' },
    });

    const sessionId = await stage.newSession();
    const asked = await chat({ prompt: OFFSITE, thread_id: sessionId });
    expect(asked).toMatchObject({ status: 'pending_user_input', question_for_user: expect.stringContaining(WHEN) });

    const [when] = await stage.person.pendingSoon(sessionId);
    expect(when).toMatchObject({ agent: 'Travel desk via orchestrator', question: { type: 'TEXT' } });
    await stage.replyInSlack(WHEN, '12 to 15 May');
    const second = await stage.questionAfter(sessionId, when?.id);
    expect(second.question).toMatchObject({ type: 'CHOICE', question: expect.stringContaining('cost altogether') });
    const answered = await stage.person.answer(second.id, { type: 'CHOICE', other: '6000 €' });
    expect(answered.status, answered.text).toBe(200);

    await stage.person.runSoon(sessionId, 'COMPLETED');
    const done = threadSchema.parse((await stage.person.get(`/api/chat/status/${sessionId}`)).body);
    for (const words of ['21 °C in most years', 'Casa do Rio', '4860 € altogether'])
      expect(done.final_response).toContain(words);
    const pairs = done.task_agent_pairs.map(({ agent, batch, needs }) => ({ agent, batch, needs }));
    expect(pairs).toEqual([
      { agent: 'Climate archive', batch: 1, needs: [] },
      { agent: 'Travel desk', batch: 1, needs: [] },
      { agent: 'Budget', batch: 2, needs: ['travel'] },
    ]);
    for (const { score, why } of done.task_agent_pairs) {
      expect(score).toBeGreaterThan(0);
      expect(why).not.toBe('');
    }
    const { plan, steps } = await stage.detail(sessionId);
    expect(plan?.tasks.map(({ agentId }) => agentId)).toContain(archive.id);
    expect(steps.filter(({ status }) => status === 'FAILED')).toEqual([]);
    expect(stage.begun()).toEqual({ weather: 1, 'travel-desk': 1, budget: 1 });
    expect(stage.begun(others)).toEqual({ 'climate-archive': 1 });
    await others.close();
    for (const { id } of [archive, down]) await stage.person.send('DELETE', `/api/directory/${id}`);
  });
});

describe('other prompts', () => {
  it('need one agent, and no question', async () => {
    const thread = await chat({ prompt: 'What is the weather like in Rome in October?', agent: 'orchestrator' });
    expect(thread).toMatchObject({ status: 'completed', task_agent_pairs: [{ agent: 'Weather', batch: 1 }] });
    expect(thread.final_response).toContain('Rome in October: around 22 °C');
  });

  it('are told that nobody fits', async () => {
    const thread = await chat({ prompt: 'Translate our handbook into Japanese', agent: 'orchestrator' });
    expect(thread).toMatchObject({ status: 'completed', task_agent_pairs: [{ task: 'Translation', agent: null }] });
    expect(thread.final_response).toContain('I found no agent that can do this');
  });

  it('have a form for what is missing, and nobody is asked for anything before', async () => {
    const before = stage.begun();
    const prompt = 'Plan a team offsite: weather, travel and total budget';
    const asked = await chat({ prompt, agent: 'orchestrator' });
    expect(asked.pending_requests.map(({ question }) => question.type)).toEqual(['FORM']);
    expect(stage.begun()).toEqual(before);
    const { status } = await stage.person.answer(asked.pending_requests[0]!.request_id, {
      ...{ type: 'FORM', values: { place: 'Rome', month: 'October', people: 4 } },
    });
    expect(status).toBe(200);
    await stage.person.pendingSoon(asked.thread_id);
    const { plan } = await stage.detail(asked.thread_id);
    expect(plan?.tasks.map(({ task }) => task)[0]).toBe('What is the weather like in Rome in October?');
    await stage.person.post(`/api/sessions/${asked.thread_id}/stop`);
  });
});
