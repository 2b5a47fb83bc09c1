import type { ChannelType, DeliveryPurpose, DeliveryStatus } from '@parley/contracts';
import type pg from 'pg';

export interface StepRow {
  id: string;
  run_id: string;
  key: string;
  kind: string;
  status: string;
  result: unknown;
}
export interface RunRow {
  id: string;
  status: string;
  error: string | null;
  waiting: boolean;
}
export interface EventRow {
  seq: number;
  type: string;
  /** The parts that the checks look at. */
  payload: {
    message?: { id: string } | null;
    messageId?: string;
    step?: { id: string; runId: string };
    run?: { id: string };
    request?: { id: string; runId: string };
    /** Of a delivery. */
    requestId?: string;
    attempt?: number;
    status?: string;
    purpose?: string;
  };
  at: string;
}
export interface MessageRow {
  id: string;
  seq: number;
  role: string;
  type: string;
  status: string;
  text: string;
  run_id: string | null;
}
export interface AttemptRow {
  id: string;
  attempt_no: number;
  climb: number;
  channel: ChannelType;
  address: string;
  purpose: DeliveryPurpose;
  why: string;
  status: DeliveryStatus;
  due_at: string;
  ended_at: string | null;
  target_id: string | null;
  dead: boolean;
  /** As the channel named it. */
  message_id: string | null;
}
export interface RequestRow {
  id: string;
  run_id: string;
  step_key: string;
  status: string;
  climb: number;
  next_rung_at: string | null;
  expires_at: string | null;
  settled_at: string | null;
  binding_hash: string | null;
  responses: { outcome: string; text: string }[];
  attempts: AttemptRow[];
}
/** An agent's message on its way to another channel. */
export type CarriedRow = Pick<
  AttemptRow,
  'id' | 'channel' | 'purpose' | 'status' | 'due_at' | 'ended_at' | 'dead' | 'message_id'
> & {
  /** In the conversation. */
  of: string;
};
/** Something that arrived from a channel. */
export interface ReceiptRow {
  external_id: string;
  outcome: string | null;
  /** Of the mail that it was, if it was one. */
  mail_id: string | null;
}
/** A mail that came in, stored as it was. */
export interface MailRow {
  id: string;
  gmail_id: string;
  read: boolean;
}
/** Whatever was sent on a channel, be it a question, a note or an agent's words. */
export type SendRow = Pick<AttemptRow, 'id' | 'channel' | 'purpose' | 'status' | 'ended_at'>;
export interface JobRow {
  kind: string;
  request_id: string | null;
  mail_id: string | null;
}

/** Everything that the database holds of one session, and what it still owes to the outside. */
export interface State {
  last_seq: number;
  agent: { status: string; run_id: string | null };
  outbox: JobRow[];
  events: EventRow[];
  messages: MessageRow[];
  runs: RunRow[];
  steps: StepRow[];
  requests: RequestRow[];
  carried: CarriedRow[];
  receipts: ReceiptRow[];
  sends: SendRow[];
  mails: MailRow[];
  /** How far the mailbox was read. Null: not at all, or there is none. */
  mail_cursor: string | null;
}

const list = (sql: string) => `(SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]'::jsonb) FROM (${sql}) x)`;

const ATTEMPTS = `SELECT a.id, a.attempt_no, a.climb, c.type AS channel, c.address, a.purpose, a.why, a.status, a.due_at, a.ended_at,
  a.target_id, a.dead, a.receipt ->> 'messageId' AS message_id
  FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id WHERE a.request_id = f.id ORDER BY a.attempt_no`;

/** One statement, so that it is one moment. */
const STATE = `
SELECT jsonb_build_object(
  'session_id', s.id,
  'last_seq', coalesce(s.last_seq, 0),
  'agent', (SELECT to_jsonb(a) FROM agent_state a WHERE a.session_id = s.id),
  'outbox', ${list(`SELECT kind, payload ->> 'requestId' AS request_id, payload ->> 'mailId' AS mail_id FROM outbox_job`)},
  'events', ${list('SELECT seq, type, payload, at FROM session_event WHERE session_id = s.id ORDER BY seq')},
  'messages', ${list('SELECT id, seq, role, type, status, text, run_id FROM message WHERE session_id = s.id ORDER BY seq')},
  'runs', ${list(`SELECT id, status, error, status = 'WAITING_FOR_FEEDBACK' AND wake_count = seen_wake AS waiting
                  FROM agent_run WHERE session_id = s.id ORDER BY created_at, id`)},
  'steps', ${list(`SELECT p.id, p.run_id, p.key, p.kind, p.status, p.result FROM agent_step p JOIN agent_run r ON r.id = p.run_id
                   WHERE r.session_id = s.id ORDER BY r.created_at, p.position`)},
  'requests', ${list(`SELECT f.id, f.run_id, f.step_key, f.status, f.climb, f.next_rung_at, f.expires_at, f.settled_at, f.binding_hash,
       ${list('SELECT outcome, text FROM feedback_response WHERE request_id = f.id')} AS responses,
       ${list(ATTEMPTS)} AS attempts
     FROM feedback_request f WHERE f.session_id = s.id ORDER BY f.created_at, f.id`)},
  'carried', ${list(`SELECT a.id, a.message_id AS of, c.type AS channel, a.purpose, a.status, a.due_at, a.ended_at, a.dead, a.receipt ->> 'messageId' AS message_id
     FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
     WHERE a.session_id = s.id AND a.message_id IS NOT NULL ORDER BY a.id`)},
  'receipts', ${list(`SELECT external_id, outcome, raw #>> '{raw,mailId}' AS mail_id FROM inbound_receipt ORDER BY received_at, id`)},
  'sends', ${list(`SELECT a.id, c.type AS channel, a.purpose, a.status, a.ended_at FROM delivery_attempt a
     JOIN communication_channel c ON c.id = a.channel_id WHERE a.session_id = s.id ORDER BY a.id`)},
  'mails', ${list('SELECT id, gmail_id, read_at IS NOT NULL AS read FROM inbound_mail ORDER BY received_at, id')},
  'mail_cursor', (SELECT history_id FROM mailbox_sync)
) AS state FROM (SELECT 1) AS once LEFT JOIN chat_session s ON $1::uuid IS NULL OR s.id = $1`;

/** @param sessionId null: the only one that there is, if it has begun. @throws when there is not just that one */
export const readState = async (pool: pg.Pool, sessionId: string | null): Promise<State> => {
  const { rows } = await pool.query<{ state: State & { session_id: string | null } }>(STATE, [sessionId]);
  const [first] = rows;
  if (!first || (sessionId && !first.state.session_id)) throw new Error(`session ${sessionId} is gone`);
  if (rows.length > 1) throw new Error(`there are ${rows.length} sessions`);
  return first.state;
};

const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);
export const hasEnded = (row: { status: string }): boolean => ENDED.has(row.status);

/** A try to ask, not one to rewrite what was asked. */
export const asks = ({ purpose }: AttemptRow): boolean => purpose === 'REQUEST' || purpose === 'REMINDER';

/** The channel that has a question now: it took the newest try of the present climb. */
export const homeOf = ({ attempts, climb }: RequestRow): ChannelType | undefined => {
  const newest = attempts.findLast((attempt) => asks(attempt) && attempt.climb === climb);
  return newest?.status === 'ACCEPTED' ? newest.channel : undefined;
};

/** Nothing is owed any more: no run, no delivery, no job. */
export const isQuiet = ({ runs, sends, mails, outbox }: State): boolean =>
  outbox.length === 0 &&
  runs.every(hasEnded) &&
  sends.every(({ ended_at }) => ended_at !== null) &&
  mails.every(({ read }) => read);
