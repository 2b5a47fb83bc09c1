import { Injectable } from '@nestjs/common';
import { newId } from '../../../../kernel/index.js';
import { PgPool } from '../../../../platform/prisma/index.js';
import { traceParent } from '../../../../platform/telemetry/index.js';
import type { FetchedMail, StoredMail } from '../domain/stored-mail.js';

/** Mail as it arrived, each once for each mailbox (EML-2), kept so that it can be shown (EML-3). */
@Injectable()
export class InboundMailRepository {
  constructor(private readonly pool: PgPool) {}

  /** Which of these are stored already? */
  async known(integrationId: string, gmailIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ gmail_id: string }>({
      name: 'mail-known',
      text: 'SELECT gmail_id FROM inbound_mail WHERE integration_id = $1 AND gmail_id = ANY ($2::text[])',
      values: [integrationId, gmailIds],
    });
    return new Set(rows.map((row) => row.gmail_id));
  }

  /** With the job that will read it, in one statement. The same mail again is stored once. */
  async store(integrationId: string, mail: FetchedMail): Promise<void> {
    await this.pool.query({
      name: 'mail-store',
      text: `WITH stored AS (
          INSERT INTO inbound_mail (id, integration_id, gmail_id, thread_id, label_ids, raw, internal_date)
          VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (integration_id, gmail_id) DO NOTHING RETURNING id
        ), job AS (
          INSERT INTO outbox_job (id, kind, payload) SELECT $8, 'read-mail', jsonb_build_object('mailId', id, 'trace', $9::text) FROM stored
        )
        UPDATE mailbox_sync SET last_mail_at = greatest(last_mail_at, $7) WHERE integration_id = $2 AND EXISTS (SELECT 1 FROM stored)`,
      values: [
        ...[newId(), integrationId, mail.gmailId, mail.threadId, mail.labelIds, mail.raw, mail.internalDate],
        newId(),
        traceParent(),
      ],
    });
  }

  /** Null: it has been read. */
  async unread(mailId: string): Promise<StoredMail | null> {
    const { rows } = await this.pool.query<StoredMail>(
      `SELECT m.id, m.integration_id AS "integrationId", i.external_id AS mailbox, m.gmail_id AS "gmailId", m.thread_id AS "threadId",
         m.label_ids AS "labelIds", m.raw, m.internal_date AS "internalDate"
       FROM inbound_mail m JOIN integration i ON i.id = m.integration_id WHERE m.id = $1 AND m.read_at IS NULL`,
      [mailId],
    );
    return rows[0] ?? null;
  }

  /** What it was found to be. The last thing that is done with it: what is none of our business is not kept. */
  async close(mailId: string, outcome: string): Promise<void> {
    await this.pool.query(
      `UPDATE inbound_mail SET read_at = now(), outcome = $2, raw = CASE WHEN starts_with($2, 'ignored: ') THEN ''::bytea ELSE raw END
       WHERE id = $1 AND read_at IS NULL`,
      [mailId, outcome.slice(0, 1_000)],
    );
  }
}
