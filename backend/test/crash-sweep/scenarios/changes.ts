import { askedAndApplied, begin, end } from './question.js';
import { accepted, type Scenario, SHORT_LEASE_MS, type Stage } from './scenario.js';

const answered = { status: 'ANSWERED', answer: 'Left' };
const BOTH = [{ channel: 'SLACK' }, { channel: 'EMAIL' }, { channel: 'WEB' }] as const;

/** Nothing of the question can be answered there any more; a pointer stands in its place. */
const pointerStands = ({ until, cards }: Stage) =>
  until('a pointer on Slack', () =>
    cards('SLACK').some(({ operation, controls }) => operation === 'update' && !controls.length),
  );

const moved = {
  ...askedAndApplied('Left', { ...answered, rungs: [accepted('SLACK'), accepted('EMAIL')] }),
  notices: 1,
};

/** The session goes on by email while its question stands on Slack. */
const switching: Scenario = {
  name: 'switch',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^switch\.|^delivery\..*:[23]$/,
  ladder: BOTH,
  runs: [moved],
  async drive(stage) {
    await begin(stage);
    await stage.asked('SLACK');
    await stage.person.switchTo(stage.sessionId, 'EMAIL');
    const { id } = await stage.asked('EMAIL');
    await pointerStands(stage);
    await stage.person.choose(id, 'left');
    await end(stage);
  },
};

const ON_ITS_WAY_MS = 1_500;

/** The same while the card is still on its way to Slack: it is a pointer as soon as it is there. */
const overtaken: Scenario = {
  name: 'overtaken',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^switch\.after|^delivery\.after-(send|result):[12]$/,
  ladder: BOTH,
  faults: { SLACK: [{ fault: { kind: 'hang', afterMs: ON_ITS_WAY_MS }, times: 1, match: { operation: 'deliver' } }] },
  runs: [moved],
  async drive(stage) {
    await begin(stage);
    await stage.until('a card that Slack has and does not tell of', () => stage.cards('SLACK').length > 0);
    await stage.person.switchTo(stage.sessionId, 'EMAIL');
    const { id } = await stage.asked('EMAIL');
    await pointerStands(stage);
    await stage.person.choose(id, 'left');
    await end(stage);
  },
};

/** Longer than a start after the kill takes: who repeats it repeats a nap, and does not wake the question with it. */
const NAP_MS = 4_000;

/** Not now: then it is asked anew, from the first rung. */
const snooze: Scenario = {
  name: 'snooze',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^(change|climb)\./,
  ladder: [{ channel: 'SLACK' }, { channel: 'WEB' }],
  runs: [askedAndApplied('Left', { ...answered, rungs: [accepted('SLACK'), accepted('SLACK')] })],
  async drive(stage) {
    await begin(stage);
    const { id } = await stage.asked('SLACK');
    await stage.person.snooze(id, NAP_MS);
    await stage.until('a second card', () => stage.cards('SLACK').length === 2);
    await stage.person.choose((await stage.asked('SLACK')).id, 'left');
    await end(stage);
  },
};

/** Somebody else decides: they are asked in their order, and the first person's card says so. */
const delegate: Scenario = {
  name: 'delegate',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^change\.|^delivery\.after-result:[23]$/,
  ladder: [{ channel: 'SLACK' }, { channel: 'WEB' }],
  otherLadder: [{ channel: 'EMAIL' }, { channel: 'WEB' }],
  runs: [askedAndApplied('Left', { ...answered, rungs: [accepted('SLACK'), accepted('EMAIL')] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.delegate((await stage.asked('SLACK')).id, stage.other);
    const { id } = await stage.asked('EMAIL');
    await pointerStands(stage);
    await stage.other.choose(id, 'left');
    await end(stage);
  },
};

/** What people do with a question instead of answering it. */
export const CHANGES: readonly Scenario[] = [switching, overtaken, snooze, delegate];
