import type {
  ChannelType,
  DeliveryPurpose,
  DeliveryStatus,
  DeliveryWhy,
  FeedbackRequest,
  FeedbackStatus,
  SessionEvent,
} from '@parley/contracts';
import type { Recorded } from '@parley/sandbox/recorder';
import { OWNER, PEOPLE } from './model.js';
import { type OpenSession, OUTSIDE, type Outside, type Question, type World } from './world.js';

/** As the database holds it; moments on the world's clock. */
export interface AttemptRow {
  id: string;
  climb: number;
  channel: ChannelType;
  address: string;
  purpose: DeliveryPurpose;
  status: DeliveryStatus;
  why: DeliveryWhy;
  tryNo: number;
  errorKind: string | null;
  returned: string | null;
  dueAt: number;
  startedAt: number | null;
  endedAt: number | null;
  retryAt: number | null;
  /** Of the moment it was planned, by its id. */
  createdAt: number;
}

export interface RequestRow {
  id: string;
  status: FeedbackStatus;
  assigneeId: string;
  climb: number;
  climbWhy: DeliveryWhy;
  nextRungAt: number | null;
  givenUp: boolean;
  expiresAt: number | null;
  settledAt: number | null;
  bindingHash: string | null;
  seen: boolean;
  responses: {
    outcome: string;
    userId: string;
    channel: ChannelType;
    text: string;
    answer: { bindingHash?: string };
  }[];
  attempts: AttemptRow[];
}

/** One question, from three sources that know nothing of each other: the channels' ledgers, the database, the HTTP API. */
export interface Traces {
  question: Question;
  row: RequestRow;
  ledger: readonly (Recorded & { channel: Outside })[];
  /** What people see now. */
  cards: readonly (Recorded & { channel: Outside })[];
  api: FeedbackRequest;
}

export interface Evidence {
  world: World;
  traces: readonly Traces[];
  sessions: readonly { session: OpenSession; events: SessionEvent[]; told: string[] }[];
  owed: { jobs: number; receipts: number };
}

const millis = (at: string) => `(extract(epoch FROM ${at}) * 1000)::float8`;
const REQUEST = `
SELECT f.id, f.status, f.assignee_id AS "assigneeId", f.climb, f.climb_why AS "climbWhy", ${millis('f.next_rung_at')} AS "nextRungAt",
  f.given_up_at IS NOT NULL AS "givenUp", ${millis('f.expires_at')} AS "expiresAt", ${millis('f.settled_at')} AS "settledAt",
  f.binding_hash AS "bindingHash", f.seen_at IS NOT NULL AS seen,
  coalesce((SELECT jsonb_agg(jsonb_build_object('outcome', p.outcome, 'userId', p.user_id, 'channel', p.channel, 'text', p.text,
    'answer', p.answer) ORDER BY p.at, p.id) FROM feedback_response p WHERE p.request_id = f.id), '[]') AS responses,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'climb', a.climb, 'channel', c.type, 'address', c.address, 'purpose', a.purpose,
    'status', a.status, 'why', a.why, 'tryNo', a.try_no, 'errorKind', a.error_kind, 'returned', a.returned, 'dueAt', ${millis('a.due_at')},
    'startedAt', ${millis('a.started_at')}, 'endedAt', ${millis('a.ended_at')}, 'retryAt', ${millis('a.retry_at')}) ORDER BY a.attempt_no)
    FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id WHERE a.request_id = f.id), '[]') AS attempts
FROM feedback_request f WHERE f.id = $1`;

/** Of a version 7 UUID: the real time it was made. */
const madeAt = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

const onClock = (world: World, row: RequestRow): RequestRow => {
  const moment = <T extends number | null>(at: T): T => (at === null ? at : at + world.sinceWritten) as T;
  const attempts = row.attempts.map((attempt) => ({
    ...attempt,
    ...{ dueAt: moment(attempt.dueAt), startedAt: moment(attempt.startedAt), endedAt: moment(attempt.endedAt) },
    ...{ retryAt: moment(attempt.retryAt), createdAt: world.ofReal(madeAt(attempt.id)) },
  }));
  const { nextRungAt, expiresAt, settledAt } = row;
  return {
    ...row,
    attempts,
    nextRungAt: moment(nextRungAt),
    expiresAt: moment(expiresAt),
    settledAt: moment(settledAt),
  };
};

const ofQuestion = async (world: World, question: Question): Promise<Traces> => {
  const { rows } = await world.product.pool.query<RequestRow>(REQUEST, [question.id]);
  const row = onClock(world, rows[0]!);
  const ledger = OUTSIDE.flatMap((channel) =>
    world.channels[channel].entries({ about: question.id }).map((entry) => ({ ...entry, channel })),
  );
  const cards = OUTSIDE.flatMap((channel) =>
    world.channels[channel]
      .messages()
      .filter(({ about }) => about === question.id)
      .map((entry) => ({ ...entry, channel })),
  );
  const who = PEOPLE.find((one) => world.people[one].person.id === row.assigneeId) ?? OWNER;
  const { body: api } = await world.as(who).get<FeedbackRequest>(`/api/feedback-requests/${question.id}`);
  return { question, row, ledger, cards, api };
};

export const gather = async (world: World): Promise<Evidence> => {
  const traces: Traces[] = [];
  for (const question of world.questions) traces.push(await ofQuestion(world, question));
  const sessions: Evidence['sessions'][number][] = [];
  for (const session of world.sessions) {
    const events = await world.as(OWNER).events(session.id);
    const { messages } = await world.as(OWNER).view(session.id);
    const told = messages.items.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT').map(({ text }) => text);
    sessions.push({ session, events, told });
  }
  const { rows } = await world.product.pool.query<Evidence['owed']>(
    `SELECT (SELECT count(*) FROM outbox_job)::int AS jobs, (SELECT count(*) FROM inbound_receipt WHERE handled_at IS NULL)::int AS receipts`,
  );
  return { world, traces, sessions, owed: rows[0]! };
};
