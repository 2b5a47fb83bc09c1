import { askedAndApplied, begin, end, QUESTION } from './question.js';
import { accepted, failed, type Scenario, SHORT_LEASE_MS } from './scenario.js';

const SLACK_FIRST = [{ channel: 'SLACK' }, { channel: 'WEB' }] as const;

/** Its deadline passes while a card is out. */
const expired: Scenario = {
  name: 'expired',
  agent: 'asker-until',
  leaseMs: SHORT_LEASE_MS,
  points: /^(expiry|close)\.|^delivery\.after-send:1$/,
  ladder: SLACK_FIRST,
  runs: [askedAndApplied('expired', { status: 'EXPIRED', answer: null, rungs: [accepted('SLACK')] })],
  async drive(stage) {
    await begin(stage);
    await end(stage);
  },
};

/** The same with a declared default. */
const defaulted: Scenario = {
  name: 'defaulted',
  agent: 'asker-or-default',
  leaseMs: SHORT_LEASE_MS,
  points: /^(expiry|close)\.after|^outbox\.after-claim/,
  ladder: [{ channel: 'EMAIL' }, { channel: 'WEB' }],
  runs: [askedAndApplied('Right', { status: 'EXPIRED', answer: null, rungs: [accepted('EMAIL')] })],
  async drive(stage) {
    await begin(stage);
    await end(stage);
  },
};

const gone = [{ fault: { kind: 'not_found' }, times: 'always', match: { operation: 'deliver' } }] as const;

/** No channel outside takes it and nobody looks into the web app. */
const undeliverable: Scenario = {
  name: 'undeliverable',
  agent: 'asker-until',
  leaseMs: SHORT_LEASE_MS,
  points: /^expiry\.|^delivery\.after-result:2$/,
  ladder: [{ channel: 'SLACK' }, { channel: 'EMAIL' }, { channel: 'WEB' }],
  faults: { SLACK: gone, EMAIL: gone },
  runs: [
    askedAndApplied('undeliverable', {
      ...{ status: 'UNDELIVERABLE', answer: null },
      rungs: [failed('SLACK'), failed('EMAIL'), accepted('WEB')],
    }),
  ],
  async drive(stage) {
    await begin(stage);
    await end(stage);
  },
};

const withdrawal: Scenario = {
  name: 'withdrawal',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^close\.|^delivery\..*:2$/,
  ladder: SLACK_FIRST,
  runs: [askedAndApplied('cancelled', { status: 'CANCELLED', answer: null, rungs: [accepted('SLACK')] })],
  async drive(stage) {
    await begin(stage);
    await stage.person.withdraw((await stage.asked('SLACK')).id);
    await end(stage);
  },
};

/** The run is stopped while its question waits outside. */
const stopped: Scenario = {
  name: 'stopped-asking',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^run\.after-stop|^close\.after|^outbox\.after-claim/,
  ladder: SLACK_FIRST,
  runs: [
    {
      status: 'CANCELLED',
      steps: { [QUESTION]: 'FAILED' },
      effects: {},
      calls: [],
      requests: { [QUESTION]: { status: 'CANCELLED', answer: null, rungs: [accepted('SLACK')] } },
    },
  ],
  async drive(stage) {
    await begin(stage);
    await stage.asked('SLACK');
    await stage.person.stop(stage.sessionId);
    await end(stage);
  },
};

/** How a question ends that nobody answers. */
export const ENDINGS: readonly Scenario[] = [expired, defaulted, undeliverable, withdrawal, stopped];
