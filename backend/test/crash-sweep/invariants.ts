import { tasksOnce } from './agents-invariants.js';
import { DELIVERY_INVARIANTS } from './delivery-invariants.js';
import { type Evidence, type Invariant, same, sorted, unless } from './evidence.js';
import { MAIL_INVARIANTS } from './mail-invariants.js';
import { callsOnce, effectsOnce, effectsRight } from './repeats.js';
import { REPOSITORY_INVARIANTS } from './repository-invariants.js';
import type { ExpectedRequest } from './scenarios/index.js';
import type { State } from './state.js';

const ofType = (state: State, type: string) => state.events.filter((event) => event.type === type);
const stepsOf = ({ end }: Evidence, index: number) => end.steps.filter((step) => step.run_id === end.runs[index]?.id);

const runsEnd: Invariant = ({ expected, end }) => [
  ...same(
    'runs',
    end.runs.map(({ status }) => status),
    expected.map(({ status }) => status),
  ),
  ...same('state of the agent', [end.agent.status, end.agent.run_id], [end.runs.at(-1)?.status, end.runs.at(-1)?.id]),
  ...same('jobs left in the outbox', end.outbox, []),
];

const journal: Invariant = (evidence) =>
  evidence.expected.flatMap(({ steps }, index) => {
    const found = Object.fromEntries(stepsOf(evidence, index).map(({ key, status }) => [key, status]));
    return same(`steps of run ${index + 1}`, sorted(found), sorted(steps));
  });

/** One end for each step; a second beginning only after a kill, and none for a plain one that was over at once. */
const stepEvents: Invariant = ({ end, atKill }) =>
  end.steps.flatMap(({ id, key, kind, status }) => {
    const count = (type: string) => ofType(end, type).filter(({ payload }) => payload.step?.id === id).length;
    const finished = status === 'COMPLETED' || status === 'FAILED' ? 1 : 0;
    const again = atKill?.steps.some((step) => step.id === id && step.status === 'RUNNING') ? 1 : 0;
    const begun = count('step.started');
    const least = kind === 'STEP' && finished && !again ? 0 : 1;
    return [
      ...same(`ends of ${key}`, count('step.finished'), finished),
      ...unless(begun >= least && begun <= 1 + again, `${key} began ${begun} times`),
    ];
  });

const sequence: Invariant = ({ end }) => {
  const seqs = end.events.map(({ seq }) => seq);
  const wanted = Array.from({ length: end.last_seq }, (_, index) => index + 1);
  return same('numbers of the events', seqs, wanted);
};

/** What was there at the kill is there still, unchanged. */
const nothingLost: Invariant = ({ atKill, end }) => {
  if (!atKill) return [];
  const kept = end.events.slice(0, atKill.events.length);
  const finished = (state: State) => state.steps.filter(({ status }) => status === 'COMPLETED');
  const results = new Map(finished(end).map((step) => [step.id, JSON.stringify(step)]));
  return [
    ...same('events from before the kill', kept, atKill.events),
    ...finished(atKill).flatMap((step) => same(`result of ${step.key}`, results.get(step.id), JSON.stringify(step))),
  ];
};

/** The conversation is what the log says, and holds each thing said once. */
const conversation: Invariant = ({ expected, end, person }) => {
  const told = end.events.flatMap(({ seq, payload }) => {
    return payload.message ? [`${seq} ${payload.message.id}`] : [];
  });
  const said = end.messages.filter(({ role, type }) => role === 'USER' && type === 'TEXT');
  const spoken = end.messages.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT');
  const completions = ofType(end, 'message.completed').map(({ payload }) => payload.messageId);
  return [
    ...same(
      'messages and their events',
      end.messages.map(({ seq, id }) => `${seq} ${id}`),
      told,
    ),
    ...same(
      'what the person said',
      said.map(({ id, text, seq }) => ({ id, text, seq })),
      person.sent,
    ),
    ...same(
      'lines of Parley itself',
      end.messages.filter(({ role }) => role === 'SYSTEM').length,
      expected.reduce((sum, { notices = 0 }) => sum + notices, 0),
    ),
    ...same('messages not at their end', end.messages.filter(({ status }) => status !== 'SENT').length, 0),
    ...same('completions', completions.sort(), spoken.map(({ id }) => id).sort()),
  ];
};

const spokenOnce: Invariant = (evidence) =>
  evidence.expected.flatMap((_, index) => {
    const says = stepsOf(evidence, index).filter(({ kind }) => kind === 'SAY');
    const spoken = evidence.end.messages.filter(
      ({ run_id, role, type }) => run_id === evidence.end.runs[index]?.id && role === 'AGENT' && type === 'TEXT',
    );
    const doubled = same(
      `things said by run ${index + 1}`,
      spoken.map(({ id }) => id).sort(),
      says.map(({ id }) => id).sort(),
    );
    const wrong = says.flatMap(({ id, key, status, result }) => {
      const message = evidence.end.messages.find((row) => row.id === id);
      if (!message) return [`${key} was never said`];
      return status === 'COMPLETED' ? same(`text of ${key}`, message.text, result) : [];
    });
    return [...doubled, ...wrong];
  });

const endings = (requests: Record<string, ExpectedRequest>) =>
  Object.fromEntries(Object.entries(requests).map(([key, { status, answer }]) => [key, { status, answer }]));

const questions: Invariant = ({ expected, end }) =>
  expected.flatMap(({ requests = {} }, index) => {
    const mine = end.requests.filter(({ run_id }) => run_id === end.runs[index]?.id);
    const found = mine.map(({ step_key, status, responses }) => {
      const applied = responses.filter(({ outcome }) => outcome === 'APPLIED').map(({ text }) => text);
      return [step_key, { status, answer: applied.length > 1 ? applied : (applied[0] ?? null) }] as const;
    });
    const tooLate = mine.map(({ step_key, responses }) => {
      const outcomes = responses.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'APPLIED');
      return same(`answers without effect to ${step_key}`, outcomes.sort(), requests[step_key]?.tooLate ?? []);
    });
    const asked = ofType(end, 'feedback.requested').map(({ payload }) => payload.request?.id);
    const settled = ofType(end, 'feedback.settled').map(({ payload }) => payload.request?.id);
    const ids = end.requests.map(({ id }) => id).sort();
    return [
      ...same(`number of questions of run ${index + 1}`, mine.length, Object.keys(requests).length),
      ...same(`questions of run ${index + 1}`, sorted(Object.fromEntries(found)), sorted(endings(requests))),
      ...tooLate.flat(),
      ...same('events of asking', asked.sort(), ids),
      ...same('events of settling', settled.sort(), ids),
    ];
  });

const INVARIANTS: Record<string, Invariant> = {
  runsEnd,
  journal,
  stepEvents,
  sequence,
  nothingLost,
  conversation,
  spokenOnce,
  questions,
  ...DELIVERY_INVARIANTS,
  ...MAIL_INVARIANTS,
  ...REPOSITORY_INVARIANTS,
  tasksOnce,
  effectsOnce,
  effectsRight,
  callsOnce,
};

export const violations = (evidence: Evidence): string[] =>
  Object.entries(INVARIANTS).flatMap(([name, check]) => check(evidence).map((problem) => `${name}: ${problem}`));
