import { brokenRules, climbsOf } from './climb-rules.js';
import type { AttemptRow, Evidence, Traces } from './evidence.js';
import { type Model, OWNER, PEOPLE, type Request } from './model.js';

/** The invariants of reference/reliability.md §4.2 that speak of questions, judged when nothing moves any more. */
type Invariant = (evidence: Evidence) => string[];
const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);
const each =
  (check: (traces: Traces, evidence: Evidence) => string[]): Invariant =>
  (evidence) =>
    evidence.traces.flatMap((traces, at) => check(traces, evidence).map((problem) => `question ${at}: ${problem}`));

const isOutside = ({ channel }: AttemptRow) => channel !== 'WEB';
const asks = ({ purpose }: AttemptRow) => purpose === 'REQUEST' || purpose === 'REMINDER';

/** I3, I4: one answer at most, exactly one where there is one; the agent hears of each end once, and of nothing else. */
const oneAnswer = each(({ row, question }, { sessions, world }) => {
  const applied = row.responses.filter(({ outcome }) => outcome === 'APPLIED').length;
  const told = sessions.find(({ session }) => session === question.session)?.told ?? [];
  const heard = told.filter((text) => text.startsWith(`Question ${world.questions.indexOf(question)}:`)).length;
  const ended = row.status !== 'PENDING' || question.request.question.type === 'NOTICE' ? 1 : 0;
  return [
    ...unless(applied === (row.status === 'ANSWERED' ? 1 : 0), `I3: ${applied} answers applied, ${row.status}`),
    ...unless(heard === ended, `I3: the agent was told ${heard} times, ${row.status}`),
  ];
});

/** I5: only whose question it is answers; I14: what was approved is what was shown. */
const byTheRightOne = each(({ row }) =>
  row.responses
    .filter(({ outcome }) => outcome === 'APPLIED')
    .flatMap(({ userId, answer }) => [
      ...unless(userId === row.assigneeId, 'I5: answered by somebody else'),
      ...unless(row.bindingHash === null || answer.bindingHash === row.bindingHash, 'I14: something else was approved'),
    ]),
);

/** I6: who has to decide can: a channel has it, or the inbox does. */
const canBeAnswered = each(({ row, api }) =>
  unless(api.id === row.id && api.status === row.status, 'I6: the inbox does not have it'),
);

/** I7: an attempt is sent once, and only what was sent is taken for sent. */
const sentOnce = each(({ row, ledger }) =>
  row.attempts
    .filter((attempt) => asks(attempt) && isOutside(attempt))
    .flatMap(({ id, status, channel }) => {
      const posts = ledger.filter(({ key }) => key === id).length;
      const most = status === 'ACCEPTED' || status === 'UNKNOWN' ? 1 : 0;
      const least = status === 'ACCEPTED' ? 1 : 0;
      return unless(posts >= least && posts <= most, `I7: ${status} on ${channel}, posted ${posts} times`);
    }),
);

/** I7: in one climb a channel has a question once, besides its reminders and what nobody knows of. */
const onceEach = each((traces) =>
  climbsOf(traces).flatMap((climb) => {
    const arrived = climb.filter(({ purpose, status }) => purpose === 'REQUEST' && status === 'ACCEPTED');
    return unless(
      new Set(arrived.map(({ address }) => address)).size === arrived.length,
      'I7: asked twice on one rung',
    );
  }),
);

/** I8, I9 and the rest of the policy. */
const byPolicy = each((traces, evidence) => climbsOf(traces).flatMap((climb) => brokenRules(evidence, traces, climb)));

/** I10. */
const numbered: Invariant = ({ sessions }) =>
  sessions.flatMap(({ events }) =>
    unless(
      events.every(({ seq }, at) => seq === at + 1),
      `I10: ${events.map(({ seq }) => seq)}`,
    ),
  );

/** I12: whatever is open and waits for nothing has nothing left to wait for. */
const driven = each(({ row }, { world }) => {
  if (row.status !== 'PENDING' || row.nextRungAt !== null) return [];
  if (row.attempts.some(({ endedAt }) => endedAt === null)) return [];
  if (row.expiresAt !== null && row.expiresAt <= world.now()) return [];
  return unless(
    row.attempts.some(({ climb }) => climb === row.climb),
    'I12: nobody asks it',
  );
});

/** FB-5: operators see what reached nobody outside, and only that. */
const seenByOperators = each(({ row }) => {
  if (row.status !== 'PENDING' || row.nextRungAt !== null) return [];
  const outside = row.attempts.filter((attempt) => attempt.climb === row.climb && asks(attempt) && isOutside(attempt));
  const reached = outside.some(
    ({ status, returned }) => (status === 'ACCEPTED' && returned !== 'bounced') || status === 'UNKNOWN',
  );
  const alarming = outside.length > 0 && !reached;
  return unless(row.givenUp === alarming, `given up: ${row.givenUp}, though reached: ${reached}`);
});

/** FB-4: who was reached by nobody did not let a deadline pass. */
const honestEnd = each(({ row, question, ledger }) => {
  const { onExpiry } = question.request.question;
  if (row.status === 'UNDELIVERABLE') return unless(!row.seen && onExpiry === 'FAIL', 'undeliverable, but seen');
  if (row.status !== 'EXPIRED' || onExpiry !== 'FAIL' || row.seen) return [];
  const tried = row.attempts.filter((attempt) => asks(attempt) && isOutside(attempt) && attempt.status !== 'SKIPPED');
  // What was on its way then may have arrived.
  const allKnown = tried.every(({ endedAt }) => endedAt !== null && endedAt <= (row.settledAt ?? 0));
  const posted = ledger.some(({ operation }) => operation === 'deliver');
  return unless(!tried.length || !allKnown || posted, 'expired, but nobody was ever reached');
});

/** FB-3: nothing that was sent of a settled question, or of somebody else's, can still be acted upon. */
const closedElsewhere = each(({ row, cards }, { world }) => {
  const assignee = PEOPLE.find((who) => world.people[who].person.id === row.assigneeId) ?? OWNER;
  const addresses = Object.values(world.people[assignee].addresses);
  return cards.flatMap(({ key, controls, text, address, channel }) => {
    // Nobody knows that it is there.
    if (row.attempts.find(({ id }) => id === key)?.status === 'UNKNOWN') return [];
    const open = controls.length > 0 || /^Reply with/m.test(text);
    if (row.status !== 'PENDING') return unless(!open, `a card on ${channel} stays open, ${row.status}`);
    return unless(!open || addresses.includes(address), `a card on ${channel} is open to who no longer decides`);
  });
});

/** FB-6: where it is asked now it can be answered. */
const openAtHome = each(({ row, cards }) => {
  const home = row.attempts.findLast((attempt) => asks(attempt) && attempt.climb === row.climb);
  if (row.status !== 'PENDING' || !home || home.status !== 'ACCEPTED' || home.channel === 'WEB') return [];
  return unless(
    cards.some(({ key, text }) => key === home.id && !/goes on in|decides this now/.test(text)),
    'what was sent last only points elsewhere',
  );
});

/** I19. */
const nothingOwed: Invariant = ({ owed }) =>
  unless(owed.jobs === 0 && owed.receipts === 0, `I19: ${JSON.stringify(owed)} left`);

const INVARIANTS: Readonly<Record<string, Invariant>> = {
  ...{ oneAnswer, byTheRightOne, canBeAnswered, sentOnce, onceEach, byPolicy, numbered, driven },
  ...{ seenByOperators, honestEnd, closedElsewhere, openAtHome, nothingOwed },
};

export const violations = (evidence: Evidence): string[] =>
  Object.entries(INVARIANTS).flatMap(([name, holds]) => holds(evidence).map((problem) => `${name}: ${problem}`));

const STATUS: Readonly<Record<Request['status'], readonly string[]>> = {
  PENDING: ['PENDING'],
  ANSWERED: ['ANSWERED'],
  CANCELLED: ['CANCELLED'],
  OVER: ['EXPIRED', 'UNDELIVERABLE'],
};

/** Is this what the model believes, as the database and the API tell it? */
const agrees = ({ world, traces }: Evidence, model: Model): boolean =>
  traces.every(({ row, api }, at) => {
    const { status, assignee, answer, kept } = model[at] as Request;
    const first = row.responses.find(({ outcome }) => outcome === 'APPLIED');
    return (
      STATUS[status].includes(row.status) &&
      row.assigneeId === world.people[assignee].person.id &&
      row.responses.length === kept + (answer ? 1 : 0) &&
      first?.channel === answer?.via &&
      (!answer || api.response?.by.id === world.people[answer.by].person.id)
    );
  });

export const disagreement = (evidence: Evidence, possible: readonly Model[]): string[] =>
  unless(
    possible.some((model) => agrees(evidence, model)),
    `the model believes ${JSON.stringify(possible)}, there is ${JSON.stringify(evidence.traces.map(({ row }) => [row.status, row.assigneeId, row.responses]))}`,
  );
