import { Injectable } from '@nestjs/common';
import { ReservedPool } from '../prisma/index.js';

export interface WaitingForPeople {
  openQuestions: number;
  deadLetters: Record<'request' | 'delivery' | 'job', number>;
}

/** No count goes further: so many say all there is to say, and must not cost more the more they are. */
const MOST = 10_000;
const count = (from: string) => `(SELECT count(*)::int FROM (SELECT 1 FROM ${from} LIMIT ${MOST}) x)`;

/** Each part reads a partial index. */
const WAITING = `SELECT ${count(`feedback_request WHERE status = 'PENDING'`)} AS "openQuestions", jsonb_build_object(
    'request', ${count(`feedback_request WHERE given_up_at IS NOT NULL AND status = 'PENDING'`)},
    'delivery', ${count('delivery_attempt a WHERE a.dead AND NOT EXISTS (SELECT 1 FROM delivery_attempt r WHERE r.retry_of = a.id)')},
    'job', ${count('outbox_job WHERE dead_at IS NOT NULL')}) AS "deadLetters"`;

/** What no process will do by itself: an answer is somebody's, and a dead letter an operator's. */
@Injectable()
export class WaitingRepository {
  constructor(private readonly pool: ReservedPool) {}

  async read(): Promise<WaitingForPeople> {
    const { rows } = await this.pool.query<WaitingForPeople>({ name: 'waiting-for-people', text: WAITING });
    return rows[0]!;
  }
}
