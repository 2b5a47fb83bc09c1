import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRow, State } from '../state.js';
import { completed, type ExpectedRun, ended, PRODUCT_LEASE_MS, type Scenario, SHORT_LEASE_MS } from './scenario.js';

/** Long enough to be in mid-stream. */
const LISTEN_MS = 300;

const request = (key: string) => (state: State) => state.requests.find(({ step_key }: RequestRow) => step_key === key);
const finishedStep = (key: string) => (state: State) =>
  state.steps.some((step) => step.key === key && step.status === 'COMPLETED');
const HISTORY = 'read the conversation#1';

const main: Scenario = {
  name: 'main',
  leaseMs: PRODUCT_LEASE_MS,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed(
        ...[HISTORY, 'prepare#1', 'analyse#1', 'report#1'],
        ...['left#1/gather#1', 'left#1/confirm#1', 'left#1/apply#1'],
        ...['right#1/gather#1', 'right#1/confirm#1', 'right#1/apply#1'],
      ),
      effects: {
        'prepare#1': '',
        'left#1/gather#1': '',
        'right#1/gather#1': '',
        'left#1/apply#1': 'to the left',
        'right#1/apply#1': 'to the right',
      },
      calls: ['analyse#1', 'report#1'],
      requests: {
        'left#1/confirm#1': { status: 'ANSWERED', answer: 'to the left' },
        'right#1/confirm#1': { status: 'ANSWERED', answer: 'to the right' },
      },
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    // At once, while the other branch still works: the run must not fall asleep over it.
    await person.answer((await until('the left question', request('left#1/confirm#1'))).id, 'to the left');
    const right = await until('the right question', request('right#1/confirm#1'));
    await until('the left work', finishedStep('left#1/apply#1'));
    await until('a run that waits', ({ runs }) => runs[0]?.waiting);
    await person.answer(right.id, 'to the right');
    await until('the end of the run', ended(1));
  },
};

const aside: Scenario = {
  name: 'aside',
  leaseMs: SHORT_LEASE_MS,
  points: /^run\./,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed('left#1/gather#1', 'left#1/confirm#1', 'left#1/apply#1', 'right#1/work#1'),
      effects: { 'left#1/gather#1': '', 'left#1/apply#1': 'to the left', 'right#1/work#1': '' },
      calls: [],
      requests: { 'left#1/confirm#1': { status: 'ANSWERED', answer: 'to the left' } },
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    const { id } = await until('the question', request('left#1/confirm#1'));
    await until('the other work', finishedStep('right#1/work#1'));
    await until('a run that waits', ({ runs }) => runs[0]?.waiting);
    await person.answer(id, 'to the left');
    await until('the end of the run', ended(1));
  },
};

const fail: Scenario = {
  name: 'fail',
  leaseMs: SHORT_LEASE_MS,
  runs: [
    {
      status: 'FAILED',
      steps: { 'prepare#1': 'COMPLETED', 'break#1': 'FAILED' },
      effects: { 'prepare#1': '', 'break#1': 'breaks' },
      calls: [],
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    await until('the end of the run', ended(1));
  },
};

const stop: Scenario = {
  name: 'stop',
  leaseMs: SHORT_LEASE_MS,
  runs: [
    {
      status: 'CANCELLED',
      steps: { 'prepare#1': 'COMPLETED', 'report#1': 'FAILED' },
      effects: { 'prepare#1': '' },
      calls: ['report#1'],
      cut: ['report#1'],
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    await until('a streaming message', ({ messages }) => messages.some(({ status }) => status === 'STREAMING'));
    await pause(LISTEN_MS);
    await person.stop(sessionId);
    await until('the end of the run', ended(1));
  },
};

const expiry: Scenario = {
  name: 'expiry',
  leaseMs: SHORT_LEASE_MS,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed('confirm#1', 'apply#1', 'report#1'),
      effects: { 'apply#1': 'straight on' },
      calls: [],
      requests: { 'confirm#1': { status: 'EXPIRED', answer: null } },
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    await until('the end of the run', ended(1));
  },
};

const turn = (text: string): ExpectedRun => ({
  status: 'COMPLETED',
  steps: completed(HISTORY, 'work#1', 'report#1'),
  effects: { 'work#1': text },
  calls: [],
});

/** A second message, too late for the first run: its end starts the next. */
const followUp: Scenario = {
  name: 'follow-up',
  leaseMs: SHORT_LEASE_MS,
  points: /^(intake|run)\./,
  runs: [turn('First.'), turn('Second.')],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'First.');
    await until('work under way', ({ steps }) => steps.some(({ key }) => key === 'work#1'));
    await person.say(sessionId, 'Second.');
    await until('the end of both runs', ended(2));
  },
};

/** Its words go to where the person is: once, in their order, to their last one. */
const words: Scenario = {
  name: 'words',
  agent: 'talker',
  leaseMs: SHORT_LEASE_MS,
  points: /^say\.(in-stream|before-finish|after-finish)|^delivery\.after-send/,
  ladder: [{ channel: 'SLACK' }, { channel: 'WEB' }],
  runs: [
    {
      status: 'COMPLETED',
      steps: completed('slow#1', 'short#1'),
      effects: {},
      calls: ['slow#1'],
      carried: ['SLACK', 'SLACK'],
    },
  ],
  async drive({ person, sessionId, until }) {
    await person.say(sessionId, 'Go on.');
    await until('the end of the run', ended(1));
  },
};

/** Runs of an agent, most of them with a person who sits before the web app. */
export const RUNS: readonly Scenario[] = [main, aside, fail, stop, expiry, followUp, words];
