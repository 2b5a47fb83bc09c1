import { end } from './question.js';
import { completed, type Scenario, SHORT_LEASE_MS } from './scenario.js';

const OWN = 'ask the desk#1/';
const QUESTION = `${OWN}question of the agent#1`;

/** Work for an agent elsewhere that asks back: its question goes to the person, and the answer into the same task (AG-5). */
const errand: Scenario = {
  name: 'errand',
  leaseMs: SHORT_LEASE_MS,
  points: /^delegate\.|^(ask|answer)\.after|^step\..*:([3-9])$|^step\..*-record/,
  agentsElsewhere: true,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed(
        'look for somebody#1',
        `${OWN}find the agent#1`,
        `${OWN}give it the task#1`,
        `${OWN}wait for its result#1`,
        QUESTION,
        `${OWN}pass on the answer#1`,
        `${OWN}wait for its result#2`,
        'apply#1',
      ),
      effects: { 'apply#1': 'completed' },
      calls: [],
      requests: { [QUESTION]: { status: 'ANSWERED', answer: '12 to 15 May' } },
    },
  ],
  async drive(stage) {
    await stage.person.adds(stage.agentAt('travel-desk'));
    await stage.person.say(stage.sessionId, 'Go on.');
    await stage.person.answer((await stage.asked('WEB')).id, '12 to 15 May');
    await end(stage);
  },
};

export const ERRANDS: readonly Scenario[] = [errand];
