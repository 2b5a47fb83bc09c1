import { Injectable } from '@nestjs/common';
import type { ChannelType, Integration, IntegrationStatus } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx, UnitOfWork } from '../../../platform/prisma/index.js';

export interface IntegrationRow {
  id: string;
  type: ChannelType;
  externalId: string;
  name: string;
  status: IntegrationStatus;
  /** Sealed; null: forgotten. */
  secrets: Buffer | null;
  settings: Record<string, unknown>;
}

/**
 * Which addresses hang on an integration from now on that belonged to none: those that begin so (the members of a workspace),
 * or all of its type, also those whose own integration does not work (any mailbox reaches any address).
 */
export type Adopts = { prefix: string } | 'strays';

const COLUMNS = 'i.id, i.type, i.external_id AS "externalId", i.name, i.status, i.secrets, i.settings';

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Connections of the platform and, with each change of one, what becomes of the addresses that hang on it. */
@Injectable()
export class IntegrationRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
  ) {}

  async find(id: string): Promise<IntegrationRow | null> {
    const { rows } = await this.pool.query<IntegrationRow>(`SELECT ${COLUMNS} FROM integration i WHERE i.id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  async named(type: ChannelType, externalId: string): Promise<IntegrationRow | null> {
    const { rows } = await this.pool.query<IntegrationRow>(
      `SELECT ${COLUMNS} FROM integration i WHERE i.type = $1::"ChannelType" AND i.external_id = $2`,
      [type, externalId],
    );
    return rows[0] ?? null;
  }

  /** The one that was connected first comes first. */
  async ofType(type: ChannelType): Promise<IntegrationRow[]> {
    const { rows } = await this.pool.query<IntegrationRow>(
      `SELECT ${COLUMNS} FROM integration i WHERE i.type = $1::"ChannelType" ORDER BY i.created_at, i.id`,
      [type],
    );
    return rows;
  }

  async all(): Promise<IntegrationRow[]> {
    const { rows } = await this.pool.query<IntegrationRow>(`SELECT ${COLUMNS} FROM integration i ORDER BY i.id`);
    return rows;
  }

  /** Has an administrator disconnected it, and is this the token that it had? Then it stays so until somebody brings another. */
  async isGivenUp(type: ChannelType, externalId: string, print: string): Promise<boolean> {
    const row = await this.named(type, externalId);
    return row?.status === 'DISABLED' && row.settings.print === print;
  }

  async list(): Promise<Omit<Integration, 'health'>[]> {
    const { rows } = await this.pool.query<Omit<Integration, 'health'>>(
      `SELECT i.id, i.type, i.external_id AS "externalId", i.name, i.status, i.settings ->> 'problem' AS problem,
         ${iso('i.created_at')} AS "connectedAt",
         CASE WHEN m.integration_id IS NOT NULL THEN jsonb_build_object('watchedUntil', ${iso('m.watch_until')},
           'lookedAt', ${iso('m.synced_at')}, 'lastMailAt', ${iso('m.last_mail_at')}, 'problem', m.problem) END AS mailbox,
         (SELECT count(DISTINCT c.user_id)::int FROM communication_channel c
          WHERE c.integration_id = i.id AND c.status IN ('ACTIVE', 'DEGRADED')) AS people
       FROM integration i LEFT JOIN mailbox_sync m ON m.integration_id = i.id ORDER BY i.type, i.name, i.id`,
    );
    return rows;
  }

  /**
   * Connected, for the first time or again. Addresses there that were in trouble are whole again, and a mailbox is looked into
   * at once.
   * @returns its id, and whose channels changed
   */
  save(row: Omit<IntegrationRow, 'id' | 'status'>, adopts: Adopts): Promise<{ id: string; userIds: string[] }> {
    return this.work.run(async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        `INSERT INTO integration (id, type, external_id, name, status, secrets, settings, updated_at)
         VALUES ($1, $2::"ChannelType", $3, $4, 'ACTIVE', $5, $6::jsonb, now())
         ON CONFLICT (type, external_id) DO UPDATE SET name = excluded.name, status = 'ACTIVE', secrets = excluded.secrets,
           settings = excluded.settings, updated_at = now()
         RETURNING id`,
        [newId(), row.type, row.externalId, row.name, row.secrets, JSON.stringify(row.settings)],
      );
      const id = rows[0]!.id;
      await this.adopt(tx, { id, type: row.type }, adopts);
      if (row.type === 'EMAIL') await this.lookInto(tx, id);
      return { id, userIds: await this.mend(tx, id) };
    });
  }

  private async adopt(tx: Tx, { id, type }: Pick<IntegrationRow, 'id' | 'type'>, adopts: Adopts): Promise<void> {
    await tx.query(
      `UPDATE communication_channel c SET integration_id = $1
       WHERE c.type = $2::"ChannelType" AND starts_with(c.address, $3) AND (c.integration_id IS NULL
         OR $4 AND NOT EXISTS (SELECT 1 FROM integration i WHERE i.id = c.integration_id AND i.status = 'ACTIVE'))`,
      [id, type, adopts === 'strays' ? '' : adopts.prefix, adopts === 'strays'],
    );
  }

  /** Now, whatever pause it was in, from where it was left, and with a new watch: the old one ended with the old permission. */
  private async lookInto(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `INSERT INTO mailbox_sync (integration_id) VALUES ($1)
       ON CONFLICT (integration_id) DO UPDATE SET due_at = now(), watch_until = NULL, watch_due_at = NULL, problem = NULL,
         lease_until = CASE WHEN mailbox_sync.lease IS NOT NULL THEN mailbox_sync.lease_until END`,
      [id],
    );
  }

  /** It works after all. @returns whose channels changed */
  recover({ id, type }: Pick<IntegrationRow, 'id' | 'type'>): Promise<string[]> {
    return this.work.run(async (tx) => {
      if (type === 'EMAIL') await this.lookInto(tx, id);
      await tx.query(
        `UPDATE integration SET status = 'ACTIVE', settings = settings - 'problem', updated_at = now()
         WHERE id = $1 AND status = 'NEEDS_REAUTH' AND secrets IS NOT NULL`,
        [id],
      );
      return this.mend(tx, id);
    });
  }

  private async mend(tx: Tx, id: string): Promise<string[]> {
    const { rows } = await tx.query<{ user_id: string }>(
      `UPDATE communication_channel c SET status = 'ACTIVE', problem = NULL
       WHERE c.integration_id = $1 AND c.status = 'DEGRADED' AND c.verified_at IS NOT NULL
         AND EXISTS (SELECT 1 FROM integration i WHERE i.id = $1 AND i.status = 'ACTIVE')
       RETURNING c.user_id`,
      [id],
    );
    return rows.map(({ user_id }) => user_id);
  }

  /**
   * It cannot be used now. Nothing happens if it was connected anew since `row` was read.
   * @param forget the secrets, since they are of no use any more
   * @returns whose channels changed; null: it was connected anew, or stands there already
   */
  lose(
    row: Pick<IntegrationRow, 'id' | 'secrets'>,
    status: Exclude<IntegrationStatus, 'ACTIVE'>,
    words: { problem: string; toPeople: string },
    forget: boolean,
  ): Promise<string[] | null> {
    return this.work.run(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE integration SET status = $2::"IntegrationStatus", settings = settings || jsonb_build_object('problem', $3::text),
           secrets = CASE WHEN $4 THEN NULL ELSE secrets END, updated_at = now()
         WHERE id = $1 AND secrets IS NOT DISTINCT FROM $5 AND status NOT IN ($2::"IntegrationStatus", 'DISABLED')`,
        [row.id, status, words.problem, forget, row.secrets],
      );
      if (!rowCount) return null;
      await tx.query('UPDATE mailbox_sync SET watch_until = NULL WHERE integration_id = $1', [row.id]);
      const { rows } = await tx.query<{ user_id: string }>(
        `UPDATE communication_channel SET status = 'DEGRADED', problem = $2
         WHERE integration_id = $1 AND status IN ('ACTIVE', 'DEGRADED') AND verified_at IS NOT NULL RETURNING user_id`,
        [row.id, words.toPeople],
      );
      return rows.map(({ user_id }) => user_id);
    });
  }

  /** The same secrets under another key. Nothing happens if they were replaced meanwhile. */
  async reseal(row: Pick<IntegrationRow, 'id' | 'secrets'>, secrets: Buffer): Promise<void> {
    await this.pool.query('UPDATE integration SET secrets = $3 WHERE id = $1 AND secrets = $2', [
      row.id,
      row.secrets,
      secrets,
    ]);
  }
}
