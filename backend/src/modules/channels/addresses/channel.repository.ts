import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { PgPool, type Tx, UnitOfWork } from '../../../platform/prisma/index.js';
import type { Health } from '../domain/health.js';
import { CHANNEL_COLUMNS, type ChannelRow, GIVEN_UP } from './channel-row.js';

export type Added = { kind: 'added'; row: ChannelRow } | { kind: 'taken'; own: boolean } | { kind: 'full' };
export interface NewAddress {
  type: ChannelType;
  address: string;
  integrationId: string | null;
  label: string | null;
  /** The channel itself has proven whose it is: no code is needed. */
  proven: boolean;
}
export type Removed = 'removed' | 'not_found' | 'web';

/** Somebody's addresses. Each write is held to its owner: a foreign id changes nothing and is not found. */
@Injectable()
export class ChannelRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
  ) {}

  async list(userId: string, tx: Tx = this.pool): Promise<ChannelRow[]> {
    const { rows } = await tx.query<ChannelRow>(
      `SELECT ${CHANNEL_COLUMNS} FROM communication_channel c WHERE c.user_id = $1 AND NOT ${GIVEN_UP}
       ORDER BY c.position, c.created_at, c.id`,
      [userId],
    );
    return rows;
  }

  async find(userId: string, id: string): Promise<ChannelRow | null> {
    const { rows } = await this.pool.query<ChannelRow>(
      `SELECT ${CHANNEL_COLUMNS} FROM communication_channel c WHERE c.id = $1 AND c.user_id = $2 AND NOT ${GIVEN_UP}`,
      [id, userId],
    );
    return rows[0] ?? null;
  }

  /**
   * An address belongs to who has proven it. One that nobody has, whoever claimed it or gave it up, goes to who asks last:
   * a claim without the code keeps no owner out. Who had given it up keeps their row, and with it all that was sent there:
   * somebody new gets a row of their own.
   */
  add(userId: string, added: NewAddress, max: number): Promise<Added> {
    const { type, address } = added;
    return this.work.run(async (tx) => {
      // One at a time for each person, so that two cannot both be the last one allowed.
      await tx.query('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
      const own = await this.list(userId, tx);
      const known = own.find((row) => row.type === type && row.address === address);
      if (!known && own.length >= max) return { kind: 'full' };
      const position = known?.position ?? Math.max(-1, ...own.map((row) => row.position)) + 1;
      await this.dropClaims(tx, userId, type, address);
      await this.takeUp(tx, userId, type, address);
      const row = await this.put(tx, userId, added, position);
      return row ? { kind: 'added', row } : { kind: 'taken', own: known !== undefined };
    });
  }

  private async put(tx: Tx, userId: string, added: NewAddress, position: number): Promise<ChannelRow | null> {
    const { rows } = await tx.query<ChannelRow>(
      `INSERT INTO communication_channel AS c (id, user_id, type, address, position, integration_id, label, status, verified_at)
       VALUES ($1, $2, $3::"ChannelType", $4, $5, $6, $8, (CASE WHEN $7::boolean THEN 'ACTIVE' ELSE 'UNVERIFIED' END)::"ChannelStatus",
         CASE WHEN $7::boolean THEN now() END)
       ON CONFLICT (type, address) WHERE NOT (status = 'DISCONNECTED' AND verified_at IS NULL) DO UPDATE
         SET status = excluded.status, verified_at = excluded.verified_at, integration_id = excluded.integration_id,
           label = excluded.label, problem = NULL, created_at = now(), position = excluded.position
       WHERE c.user_id = excluded.user_id AND ($7::boolean OR c.status IN ('UNVERIFIED', 'DISCONNECTED'))
       RETURNING ${CHANNEL_COLUMNS}`,
      [newId(), userId, added.type, added.address, position, added.integrationId, added.proven, added.label],
    );
    return rows[0] ?? null;
  }

  /** Whose it is proven to be. */
  async ownerOf(type: ChannelType, address: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ user_id: string }>(
      `SELECT user_id FROM communication_channel WHERE type = $1::"ChannelType" AND address = $2
         AND verified_at IS NOT NULL AND status <> 'UNVERIFIED'`,
      [type, address],
    );
    return rows[0]?.user_id ?? null;
  }

  /** The account, as its person is told which one it is. */
  async accountOf(userId: string): Promise<{ name: string; email: string } | null> {
    const { rows } = await this.pool.query<{ name: string; email: string }>(
      'SELECT name, email FROM app_user WHERE id = $1',
      [userId],
    );
    return rows[0] ?? null;
  }

  /** What others have claimed here and not proven. Deliveries may refer to one that was proven before: it is given up. */
  private async dropClaims(tx: Tx, userId: string, type: ChannelType, address: string): Promise<void> {
    await tx.query(
      `UPDATE communication_channel SET status = 'DISCONNECTED', verified_at = NULL, problem = NULL, wait_ms = NULL
       WHERE type = $1::"ChannelType" AND address = $2 AND user_id <> $3 AND status = 'UNVERIFIED'`,
      [type, address, userId],
    );
    await tx.query(
      `DELETE FROM communication_channel c WHERE c.type = $1::"ChannelType" AND c.address = $2 AND ${GIVEN_UP}
         AND NOT EXISTS (SELECT 1 FROM delivery_attempt a WHERE a.channel_id = c.id)`,
      [type, address],
    );
  }

  /** Their own row from before, if nobody has the address: what stands there of theirs can be rewritten again. */
  private async takeUp(tx: Tx, userId: string, type: ChannelType, address: string): Promise<void> {
    await tx.query(
      `UPDATE communication_channel SET status = 'UNVERIFIED' WHERE id = (
         SELECT c.id FROM communication_channel c WHERE c.user_id = $1 AND c.type = $2::"ChannelType" AND c.address = $3 AND ${GIVEN_UP}
           AND NOT EXISTS (SELECT 1 FROM communication_channel o WHERE o.type = c.type AND o.address = c.address
             AND NOT (o.status = 'DISCONNECTED' AND o.verified_at IS NULL))
         ORDER BY c.created_at DESC LIMIT 1)`,
      [userId, type, address],
    );
  }

  async setWait(userId: string, id: string, waitMs: number): Promise<ChannelRow | null> {
    const { rows } = await this.pool.query<ChannelRow>(
      `UPDATE communication_channel c SET wait_ms = $3 WHERE c.id = $1 AND c.user_id = $2 AND NOT ${GIVEN_UP}
       RETURNING ${CHANNEL_COLUMNS}`,
      [id, userId, waitMs],
    );
    return rows[0] ?? null;
  }

  /** @returns false, and nothing is changed, unless `ids` are exactly the person's channels */
  order(userId: string, ids: readonly string[]): Promise<boolean> {
    return this.work.run(async (tx) => {
      await tx.query('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
      const own = (await this.list(userId, tx)).map(({ id }) => id);
      if (own.length !== ids.length || !own.every((id) => ids.includes(id))) return false;
      await tx.query(
        `UPDATE communication_channel c SET position = o.place - 1
         FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place) WHERE c.id = o.id AND c.user_id = $1`,
        [userId, ids],
      );
      return true;
    });
  }

  /** What deliveries refer to stays for their history, given up and never used again. */
  remove(userId: string, id: string): Promise<Removed> {
    return this.work.run(async (tx) => {
      // Against a delivery that begins to refer to it at the same moment.
      const { rows } = await tx.query<{ type: ChannelType }>(
        `SELECT c.type FROM communication_channel c WHERE c.id = $1 AND c.user_id = $2 AND NOT ${GIVEN_UP} FOR UPDATE`,
        [id, userId],
      );
      if (!rows[0]) return 'not_found';
      if (rows[0].type === 'WEB') return 'web';
      const gone = await tx.query(
        `DELETE FROM communication_channel c WHERE c.id = $1
           AND NOT EXISTS (SELECT 1 FROM delivery_attempt a WHERE a.channel_id = c.id)`,
        [id],
      );
      if (gone.rowCount) return 'removed';
      await tx.query(
        `UPDATE communication_channel SET status = 'DISCONNECTED', verified_at = NULL, problem = NULL, wait_ms = NULL WHERE id = $1`,
        [id],
      );
      return 'removed';
    });
  }

  /** Only of an address that is proven: nothing else makes one usable but its code. */
  async setHealth(id: string, { status, problem }: Health): Promise<{ userId: string } | null> {
    const { rows } = await this.pool.query<{ userId: string }>(
      `UPDATE communication_channel c SET status = $2::"ChannelStatus", problem = $3
       WHERE c.id = $1 AND c.verified_at IS NOT NULL AND c.status <> 'UNVERIFIED'
         AND (c.status, coalesce(c.problem, '')) IS DISTINCT FROM ($2::"ChannelStatus", coalesce($3, ''))
       RETURNING c.user_id AS "userId"`,
      [id, status, problem],
    );
    return rows[0] ?? null;
  }

  async integrationOf(id: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ integration_id: string | null }>(
      'SELECT integration_id FROM communication_channel WHERE id = $1',
      [id],
    );
    return rows[0]?.integration_id ?? null;
  }
}
