import { type RawInbound, type Recorded, person as writes } from '@parley/sandbox/recorder';
import { askedAndApplied, begin, end } from './question.js';
import { accepted, failed, PRODUCT_LEASE_MS, type Scenario, SHORT_LEASE_MS } from './scenario.js';

const answered = { status: 'ANSWERED', answer: 'Left' };

/** The first channel refuses for good: the second has it at once, and its card is closed at the end. */
const fallback: Scenario = {
  name: 'fallback',
  agent: 'asker',
  leaseMs: PRODUCT_LEASE_MS,
  points: /^(ask|delivery|close|outbox)\.|^answer\.after/,
  ladder: [{ channel: 'SLACK' }, { channel: 'EMAIL' }, { channel: 'WEB' }],
  faults: { SLACK: [{ fault: { kind: 'not_found' }, times: 'always', match: { operation: 'deliver' } }] },
  runs: [askedAndApplied('Left', { ...answered, rungs: [failed('SLACK'), accepted('EMAIL')] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.choose((await stage.asked('EMAIL')).id, 'left');
    await end(stage);
  },
};

/** A passing failure: the same channel once more. */
const retry: Scenario = {
  name: 'retry',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^delivery\..*:[12]$/,
  ladder: [{ channel: 'EMAIL' }, { channel: 'WEB' }],
  faults: { EMAIL: [{ fault: { kind: 'transient' }, times: 1, match: { operation: 'deliver' } }] },
  runs: [askedAndApplied('Left', { ...answered, rungs: [accepted('EMAIL', 2)] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.choose((await stage.asked('EMAIL')).id, 'left');
    await end(stage);
  },
};

/** Nobody heard what became of a send, twice: the first was lost, the second had arrived. Looked up, never sent twice. */
const unknown: Scenario = {
  name: 'unknown',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^delivery\..*:[1-4]$/,
  ladder: [{ channel: 'SLACK' }, { channel: 'WEB' }],
  faults: {
    SLACK: [
      { fault: { kind: 'unknown_dropped' }, times: 1, match: { operation: 'deliver' } },
      { fault: { kind: 'unknown_accepted' }, times: 1, match: { operation: 'deliver' } },
    ],
  },
  runs: [askedAndApplied('Left', { ...answered, rungs: [accepted('SLACK', 2)] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.choose((await stage.asked('SLACK')).id, 'left');
    await end(stage);
  },
};

const SILENCE_MS = 800;

/** Nobody answers, so the question climbs, over the web too; all its cards are closed. */
const silence: Scenario = {
  name: 'silence',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^climb\.|^delivery\..*:2$/,
  ladder: [{ channel: 'SLACK', waitMs: SILENCE_MS }, { channel: 'WEB', waitMs: SILENCE_MS }, { channel: 'EMAIL' }],
  runs: [askedAndApplied('Left', { ...answered, rungs: [accepted('SLACK'), accepted('WEB'), accepted('EMAIL')] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.choose((await stage.asked('EMAIL')).id, 'left');
    await end(stage);
  },
};

/** Answered where it was asked, and everything that arrives arrives twice; a second answer gets its note. */
const reply: Scenario = {
  name: 'reply',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points:
    /^inbound\.after-store:[13]$|^inbound\.(before|after)-outcome|^answer\.after|^delivery\..*:3$|^outbox\.after-claim:1$/,
  ladder: [{ channel: 'SLACK' }, { channel: 'WEB' }],
  runs: [
    {
      ...askedAndApplied('Left', { ...answered, tooLate: ['SUPERSEDED'], rungs: [accepted('SLACK')] }),
      ...{ receipts: ['applied', 'superseded'], words: 1 },
    },
  ],
  async drive(stage) {
    const twice = async (raw: RawInbound) => {
      for (let times = 0; times < 2; times++) await stage.person.brings('SLACK', raw);
    };
    await begin(stage);
    await stage.asked('SLACK');
    const [card] = stage.cards('SLACK') as [Recorded];
    await twice(writes.replies(card, 'Left'));
    await end(stage);
    await twice(writes.replies(card, 'Right'));
  },
};

/** How a question comes to its person, and an answer back. */
export const DELIVERIES: readonly Scenario[] = [fallback, retry, unknown, silence, reply];
