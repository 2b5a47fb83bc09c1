import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';
import { lockSession } from '../agent-state/index.js';
import type { ChannelAddress } from '../channels/index.js';
import { EVENT_JSON } from '../sessions/index.js';
import type { DeliveryStatus } from './domain/delivery.js';

export interface Attempt {
  id: string;
  requestId: string;
  sessionId: string;
  attemptNo: number;
  address: ChannelAddress;
}

@Injectable()
export class DeliveryRepository {
  constructor(private readonly pool: PgPool) {}

  /** Marks the attempt as begun. Null when it has its result already. The mark stands before any send. */
  async begin(attemptId: string): Promise<Attempt | null> {
    const { rows } = await this.pool.query<Attempt>({
      name: 'delivery-begin',
      text: `WITH a AS (
         UPDATE delivery_attempt SET status = 'SENDING', started_at = coalesce(started_at, now()), lease_until = now() + interval '15 s'
         WHERE id = $1 AND status IN ('PENDING', 'SENDING') RETURNING *)
       SELECT a.id, a.request_id AS "requestId", f.session_id AS "sessionId", a.attempt_no AS "attemptNo",
         jsonb_build_object('id', c.id, 'userId', c.user_id, 'type', c.type, 'address', c.address, 'integrationId', c.integration_id) AS address
       FROM a JOIN feedback_request f ON f.id = a.request_id JOIN communication_channel c ON c.id = a.channel_id`,
      values: [attemptId],
    });
    return rows[0] ?? null;
  }

  /** Null when another worker recorded the result. */
  async finish(
    attempt: Attempt,
    result: { status: DeliveryStatus; receipt: unknown; errorKind: string | null; error: string | null },
  ): Promise<SessionEvent | null> {
    const { rows } = await this.pool.query<{ event: SessionEvent }>({
      name: 'delivery-finish',
      text: `WITH ${lockSession('$1')}, done AS (
         UPDATE delivery_attempt SET status = $3::"DeliveryStatus", receipt = $4::jsonb, error_kind = $5, error = $6, ended_at = now()
         FROM lock WHERE delivery_attempt.id = $2 AND status = 'SENDING' RETURNING delivery_attempt.*)
       INSERT INTO session_event (session_id, type, payload)
       SELECT lock.id, 'delivery.updated', jsonb_build_object('requestId', done.request_id, 'channel', $7::text,
         'attempt', done.attempt_no,
         'status', done.status, 'purpose', done.purpose, 'why', done.why, 'error', done.error) FROM lock, done
       RETURNING ${EVENT_JSON} AS event`,
      values: [
        ...[attempt.sessionId, attempt.id, result.status, result.receipt ? JSON.stringify(result.receipt) : null],
        ...[result.errorKind, result.error, attempt.address.type],
      ],
    });
    return rows[0]?.event ?? null;
  }
}
