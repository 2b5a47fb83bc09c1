import type { Step } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFSITE, OrchestratorStage } from './orchestrator-stage.js';

let stage: OrchestratorStage;
beforeAll(async () => {
  // Slow enough to be stopped in the middle of every step.
  stage = await OrchestratorStage.start({ env: { DEMO_MODEL_FIRST_TOKEN_MS: '700' }, workMs: 1_500 });
});
afterAll(() => stage.close());

const WHEN = 'When is the trip to Lisbon?';
const COST = 'What may the trip to Lisbon cost altogether, in euros?';

describe('the orchestrator', () => {
  it('goes on after a restart in each phase, and does nothing twice', { timeout: 120_000 }, async () => {
    const sessionId = await stage.newSession();
    const finished = new Map<string, Step>();
    /** Stops the product and starts it again, and remembers what was finished by then. */
    const restart = async () => {
      await stage.restart();
      const { steps } = await stage.detail(sessionId);
      for (const step of steps) if (step.status === 'COMPLETED') finished.set(step.key, step);
    };
    await stage.person.say(sessionId, OFFSITE);
    for (const phase of [
      'understand the request',
      'match capabilities',
      'rank the agents',
      'plan the tasks',
      'wait for its result',
    ]) {
      await stage.stepSoon(sessionId, phase);
      await restart();
    }

    const [when] = await stage.person.pendingSoon(sessionId);
    await stage.cardSoon(WHEN);
    await restart();
    await stage.replyInSlack(WHEN, '12 to 15 May');

    const cost = await stage.questionAfter(sessionId, when?.id);
    expect(cost.question.question).toBe(COST);
    await restart();
    const { status } = await stage.person.answer(cost.id, { type: 'CHOICE', other: '6000 €' });
    expect(status).toBe(200);

    await stage.stepSoon(sessionId, 'put the results together');
    await restart();
    await stage.person.runSoon(sessionId, 'COMPLETED');

    const { steps } = await stage.detail(sessionId);
    expect(stage.begun()).toEqual({ weather: 1, 'travel-desk': 1, budget: 1 });
    expect(finished.size).toBeGreaterThan(12);
    for (const [key, step] of finished) expect(steps.find((one) => one.key === key)).toEqual(step);
    expect(steps.filter(({ kind }) => kind === 'ASK')).toHaveLength(2);
    const { items } = (await stage.person.view(sessionId)).messages;
    const said = items.filter(({ role, feedbackRequestId }) => role === 'AGENT' && !feedbackRequestId);
    expect(said).toHaveLength(1);
    for (const words of ['around 22 °C', 'Casa do Rio', '4860 € altogether']) expect(said[0]?.text).toContain(words);
  });
});
