import type { ChannelType } from '@parley/contracts';
import type { AttemptRow, Evidence, Traces } from './evidence.js';
import { OWNER, PEOPLE, type Who } from './model.js';
import { MINUTE, WAIT_MS, type World } from './world.js';

/** The policy of FB-5 to FB-7 once more, in other words and without a line of the product: what may follow what on a ladder. */

const PASSING = ['rate_limited', 'transient', 'circuit_open', 'not_sent'];
const MOST_TRIES = 5;
const GRACE_MS = 15_000;
/** A BullMQ delay may end so much before its time. */
const EARLY_MS = 50;
/** Between what was decided by and the id of what was decided. */
const DECIDING_MS = 500;

const arrived = ({ status, returned }: AttemptRow) => status === 'ACCEPTED' && returned !== 'bounced';
const ofClimb = (attempt: AttemptRow) => attempt.purpose === 'REQUEST' || attempt.purpose === 'REMINDER';

export const climbsOf = ({ row }: Traces): AttemptRow[][] => {
  const climbs = Map.groupBy(row.attempts.filter(ofClimb), ({ climb }) => climb);
  return [...climbs.values()];
};

/** As the question's own ladder says; where its person has put a channel before that, as they say. */
const waitOf = ({ question }: Traces, { channel, why }: AttemptRow): number =>
  (why !== 'switched' && question.override?.find((rung) => rung.channel === channel)?.waitMs) || WAIT_MS[channel];

/** Again on the same rung: the error passes, it was given its time, and the provider its pause (I9). */
const retried = (before: AttemptRow, next: AttemptRow): string[] => {
  const backoff = before.errorKind === 'not_sent' ? 0 : 500 * 2 ** (before.tryNo - 1);
  const earliest = Math.max((before.endedAt ?? 0) + backoff, before.retryAt ?? 0);
  return [
    ...(before.status === 'FAILED' && PASSING.includes(before.errorKind ?? '')
      ? []
      : ['an error that stays is tried again']),
    ...(before.address === next.address && before.purpose === next.purpose ? [] : ['a retry goes elsewhere']),
    ...(next.tryNo === before.tryNo + 1 && next.tryNo <= MOST_TRIES
      ? []
      : [`try ${next.tryNo} follows try ${before.tryNo}`]),
    ...(next.dueAt >= earliest - 1 ? [] : [`a retry is due ${earliest - next.dueAt} ms too early`]),
    ...(next.startedAt === null || next.startedAt >= earliest - EARLY_MS
      ? []
      : [`a retry began ${earliest - next.startedAt} ms too early`]),
  ];
};

const reminded = ({ world }: Evidence, before: AttemptRow, next: AttemptRow): string[] => {
  const minutes = world.setup.reminderMinutes;
  if (minutes === null) return ['a reminder that nobody wants'];
  const waited = next.createdAt - (before.endedAt ?? next.createdAt);
  return waited >= minutes * MINUTE - EARLY_MS ? [] : [`a reminder after ${waited} ms`];
};

/** On to another rung: at once after a failure, after silence only when the rung's time is over (I8). */
const movedOn = (traces: Traces, before: AttemptRow, next: AttemptRow): string[] => {
  if (!arrived(before) || before.returned === 'away') return [];
  const silent = next.createdAt - (before.endedAt ?? next.createdAt);
  const wait = before.purpose === 'REMINDER' ? 0 : waitOf(traces, before);
  const patience = before.why === 'present' ? Math.min(wait, GRACE_MS) : wait;
  return silent >= patience - EARLY_MS ? [] : [`left ${before.channel} after ${silent} ms of ${patience}`];
};

const follows = (evidence: Evidence, traces: Traces, before: AttemptRow, next: AttemptRow): string[] => {
  if (before.endedAt === null) return ['two attempts under way'];
  if (next.why === 'retry') return retried(before, next);
  if (next.purpose === 'REMINDER') return reminded(evidence, before, next);
  return movedOn(traces, before, next);
};

/** Where the owner may have written last: in the web app, or wherever a question of the session was answered from. */
const placesToWrite = ({ traces }: Evidence, { session }: Traces['question']): ChannelType[] => [
  ...new Set<ChannelType>([
    'WEB',
    ...traces
      .filter(({ question }) => question.session === session)
      .flatMap(({ row }) => row.responses.map(({ channel }) => channel)),
  ]),
];

/** The order in which this person is asked, for each state that may have held. */
const ordersAt = (
  evidence: Evidence,
  { question }: Traces,
  who: Who,
  from: number,
  to: number,
  switched: boolean,
): ChannelType[][] => {
  const { order } = evidence.world.people[who];
  const own = question.override?.map(({ channel }) => channel).filter((channel) => order.includes(channel)) ?? [];
  const preferences = who === OWNER ? question.session.preference.during(from, to) : (['AUTO'] as const);
  const wanting = preferences.flatMap((preference): (ChannelType | null)[] => {
    if (preference !== 'AUTO') return [preference];
    return who === OWNER ? placesToWrite(evidence, question) : [null];
  });
  return wanting.flatMap((one) => {
    const wanted = one ? [one] : [];
    const base = own.length ? (switched ? [...wanted, ...own] : own) : [...wanted, ...order];
    const ladder = [...new Set(base)].filter((channel) => order.includes(channel));
    return question.session.present[who]
      .during(from, to)
      .map((present): ChannelType[] =>
        present && !switched && ladder.includes('WEB') ? [...new Set<ChannelType>(['WEB', ...ladder])] : ladder,
      );
  });
};

/** A provider called this address gone before, so it may have been left out. */
const wasGone = (world: World, address: string, at: number) =>
  world.calls.some(
    (call) =>
      call.address === address &&
      call.beganAt <= at &&
      call.result &&
      'kind' in call.result &&
      call.result.kind === 'not_found',
  );

const whose = (world: World, { address, channel }: AttemptRow): Who =>
  PEOPLE.find((who) =>
    channel === 'WEB'
      ? world.people[who].person.id === address
      : Object.values(world.people[who].addresses).includes(address),
  ) ?? OWNER;

/** Each new rung is the first that was not tried yet, in the order that held then (I8). */
const inOrder = (evidence: Evidence, traces: Traces, climb: AttemptRow[], at: number, switched: boolean): string[] => {
  const next = climb[at]!;
  const { world } = evidence;
  const who = whose(world, next);
  const tried = new Set(climb.slice(0, at).map(({ channel }) => channel));
  const gone = (channel: ChannelType) =>
    channel !== 'WEB' && wasGone(world, world.people[who].addresses[channel], next.createdAt);
  const orders = ordersAt(evidence, traces, who, next.createdAt - DECIDING_MS, next.createdAt, switched);
  const fits = orders.some(
    (order) =>
      order.find((channel) => !tried.has(channel) && (channel === next.channel || !gone(channel))) === next.channel,
  );
  return fits
    ? []
    : [
        `${next.channel} was asked after ${[...tried].join(', ') || 'nothing'}, the order being ${JSON.stringify(orders)}`,
      ];
};

/** Nobody is woken in quiet hours, unless it is urgent or they have just chosen the channel. */
const quiet = ({ world }: Evidence, { api }: Traces, climb: AttemptRow[], at: number, switched: boolean): string[] => {
  const next = climb[at]!;
  if (next.channel === 'WEB' || api.question.urgency === 'HIGH') return [];
  if (switched && !climb.slice(0, at).some(arrived)) return [];
  const held = world.people[whose(world, next)].quiet.surely(true, next.createdAt - DECIDING_MS, next.createdAt);
  return held ? [`${next.purpose} on ${next.channel} in quiet hours`] : [];
};

/** Whoever set it aside is left alone until then, unless it was changed again. */
const setAside = ({ question }: Traces, { createdAt }: AttemptRow): string[] => {
  const broken = question.changes.some(({ began, ended, until }, index) => {
    if (until === null || createdAt < ended + DECIDING_MS || createdAt >= until - EARLY_MS) return false;
    return !question.changes.some((other, at) => at !== index && other.ended >= began && other.began <= createdAt);
  });
  return broken ? ['asked while it was snoozed'] : [];
};

const late = ({ row }: Traces, { startedAt, createdAt, channel }: AttemptRow): string[] => {
  const at = channel === 'WEB' ? createdAt : startedAt;
  return at !== null && row.expiresAt !== null && at > row.expiresAt + EARLY_MS ? ['sent past the deadline'] : [];
};

/** Every rule that a climb breaks. */
export const brokenRules = (evidence: Evidence, traces: Traces, climb: AttemptRow[]): string[] => {
  const { row } = traces;
  const why = climb[0]!.climb === row.climb ? row.climbWhy : climb[0]!.why;
  const switched = why === 'switched';
  return climb.flatMap((next, at) => {
    const before = climb[at - 1];
    const newRung = next.why !== 'retry' && next.purpose === 'REQUEST';
    const broken = [
      ...(before ? follows(evidence, traces, before, next) : []),
      ...(newRung ? inOrder(evidence, traces, climb, at, switched) : []),
      ...(next.why === 'retry' ? [] : quiet(evidence, traces, climb, at, switched)),
      ...setAside(traces, next),
      ...late(traces, next),
    ];
    return broken.map((rule) => `climb ${next.climb} attempt ${at + 1}: ${rule}`);
  });
};
