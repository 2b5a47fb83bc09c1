import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../../platform/prisma/index.js';

/** A round at a mailbox, while it is ours. */
export interface Round {
  integrationId: string;
  lease: string;
  /** Gmail's cursor. Null: nothing was read yet. */
  historyId: string | null;
  /** Pushes have to be ordered, or ordered again. */
  watchDue: boolean;
  /** Until then Gmail pushes. Null: it does not. */
  watchUntil: Date | null;
  /** What came before is not ours to read. */
  connectedAt: Date;
}

/** What a round leaves behind. */
export interface RoundEnd {
  problem: string | null;
  /** Milliseconds until the next one. */
  nextInMs: number;
  /** It was not read to its end: not before that time, whatever is pushed meanwhile. */
  failed: boolean;
}

/** How soon the round of a dead process is taken over (F3). It is prolonged as long as the round goes on. */
export const LEASE_MS = 3_000;
const MOST_DAYS = 30;
/** Gmail's clock and ours may differ, and a mail may show a while after its date. */
const SLACK = '1 hour';

/**
 * Who looks into which mailbox, how far it was read, and when it is due again. `lease_until` in the past: whoever was at it
 * died, or the pause that Google asked for is over.
 */
@Injectable()
export class MailboxSyncRepository {
  constructor(private readonly pool: PgPool) {}

  /** Those that are due now. Nobody is at them. */
  async due(most: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ integration_id: string }>({
      name: 'mailbox-due',
      text: `SELECT s.integration_id FROM mailbox_sync s JOIN integration i ON i.id = s.integration_id AND i.status = 'ACTIVE'
        WHERE ${DUE} ORDER BY s.due_at LIMIT $1`,
      values: [most],
    });
    return rows.map((row) => row.integration_id);
  }

  /** Null: it is not due, or somebody else is at it (F47). */
  async begin(integrationId: string, pollMs: number): Promise<Round | null> {
    const lease = randomUUID();
    const { rows } = await this.pool.query<Omit<Round, 'integrationId' | 'lease'>>({
      name: 'mailbox-begin',
      // What is pushed from here on makes it due once more.
      text: `UPDATE mailbox_sync s SET lease = $2, lease_until = now() + make_interval(secs => $3), due_at = now() + make_interval(secs => $4)
        FROM integration i WHERE i.id = s.integration_id AND i.status = 'ACTIVE' AND s.integration_id =
          (SELECT integration_id FROM mailbox_sync s WHERE integration_id = $1 AND ${DUE} FOR UPDATE SKIP LOCKED)
        RETURNING s.history_id AS "historyId", (s.watch_due_at IS NULL OR s.watch_due_at <= now()) AS "watchDue", s.watch_until AS "watchUntil",
          i.created_at AS "connectedAt"`,
      values: [integrationId, lease, LEASE_MS / 1_000, pollMs / 1_000],
    });
    const [row] = rows;
    return row ? { integrationId, lease, ...row } : null;
  }

  /**
   * From when on there may be mail that history did not tell of: since the last round that went well, or since the oldest open
   * question was asked by mail, from whatever mailbox.
   */
  async lookBackFrom({ integrationId }: Round): Promise<Date> {
    const { rows } = await this.pool.query<{ from: Date }>({
      name: 'mailbox-look-back',
      text: `SELECT greatest(i.created_at, now() - make_interval(days => $2), least(s.synced_at, now(),
          (SELECT f.created_at FROM feedback_request f WHERE f.status = 'PENDING' AND EXISTS (
            SELECT 1 FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id AND c.type = 'EMAIL'
            WHERE a.request_id = f.id) ORDER BY f.created_at LIMIT 1)) - interval '${SLACK}') AS "from"
        FROM mailbox_sync s JOIN integration i ON i.id = s.integration_id WHERE s.integration_id = $1`,
      values: [integrationId, MOST_DAYS],
    });
    if (!rows[0]) throw new Error('The mailbox is not there any more.');
    return rows[0].from;
  }

  /** @returns false: somebody else took over, since nothing was heard of us for too long */
  async hold({ integrationId, lease }: Round): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'mailbox-hold',
      text: `UPDATE mailbox_sync SET lease_until = now() + make_interval(secs => $3) WHERE integration_id = $1 AND lease = $2`,
      values: [integrationId, lease, LEASE_MS / 1_000],
    });
    return rowCount === 1;
  }

  /**
   * All up to here is stored. It never goes back (F46).
   * @param anew Gmail had forgotten the old one (F45)
   */
  async moveCursor({ integrationId, lease }: Round, historyId: string, anew: boolean): Promise<void> {
    await this.pool.query({
      name: 'mailbox-cursor',
      text: `UPDATE mailbox_sync SET history_id = $3 WHERE integration_id = $1 AND lease = $2
        AND ($4 OR history_id IS NULL OR history_id::numeric < $3::numeric)`,
      values: [integrationId, lease, historyId, anew],
    });
  }

  async watched({ integrationId, lease }: Round, until: Date): Promise<void> {
    await this.pool.query(
      `UPDATE mailbox_sync SET watch_until = $3, watch_due_at = now() + interval '1 day' WHERE integration_id = $1 AND lease = $2`,
      [integrationId, lease, until],
    );
  }

  async notWatched({ integrationId, lease }: Round, againInMs: number): Promise<void> {
    await this.pool.query(
      'UPDATE mailbox_sync SET watch_due_at = now() + make_interval(secs => $3) WHERE integration_id = $1 AND lease = $2',
      [integrationId, lease, againInMs / 1_000],
    );
  }

  /** @returns is it due again already? */
  async end({ integrationId, lease }: Round, { problem, nextInMs, failed }: RoundEnd): Promise<boolean> {
    const { rows } = await this.pool.query<{ due: boolean }>({
      name: 'mailbox-end',
      text: `UPDATE mailbox_sync SET lease = NULL, problem = $3, lease_until = CASE WHEN $5 THEN now() + make_interval(secs => $4) END,
          synced_at = CASE WHEN $5 THEN synced_at ELSE now() END, due_at = least(due_at, now() + make_interval(secs => $4))
        WHERE integration_id = $1 AND lease = $2 RETURNING NOT $5 AND due_at <= now() AS due`,
      values: [integrationId, lease, problem, nextInMs / 1_000, failed],
    });
    return rows[0]?.due ?? false;
  }

  /** Something is new there, as it was told from outside. @returns its id; null: it is not connected */
  async markDue(address: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ integration_id: string }>({
      name: 'mailbox-mark',
      text: `UPDATE mailbox_sync s SET due_at = least(s.due_at, now()) FROM integration i
        WHERE i.id = s.integration_id AND i.type = 'EMAIL' AND i.external_id = $1 AND i.status = 'ACTIVE' RETURNING s.integration_id`,
      values: [address],
    });
    return rows[0]?.integration_id ?? null;
  }
}

const DUE = '(s.lease_until IS NULL AND s.due_at <= now() OR s.lease_until <= now())';
