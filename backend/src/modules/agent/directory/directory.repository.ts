import { Injectable } from '@nestjs/common';
import type { AgentHealth } from '@parley/contracts';
import { PgPool } from '../../../platform/prisma/index.js';
import type { KnownCard } from './domain/agent-card.js';

export interface DirectoryRow {
  id: string;
  name: string;
  cardUrl: string;
  card: KnownCard;
  /** The sealed token; null: it wants none. */
  secrets: Buffer | null;
  health: AgentHealth;
  problem: string | null;
  failures: number;
  checkedAt: Date | null;
}

const COLUMNS = 'id, name, card_url AS "cardUrl", card, secrets, health, problem, failures, checked_at AS "checkedAt"';

/** Agents elsewhere. Each row says itself when it must be looked at again. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly pool: PgPool) {}

  async all(): Promise<DirectoryRow[]> {
    const { rows } = await this.pool.query<DirectoryRow>(`SELECT ${COLUMNS} FROM directory_agent ORDER BY name`);
    return rows;
  }

  async find(id: string): Promise<DirectoryRow | null> {
    const { rows } = await this.pool.query<DirectoryRow>(`SELECT ${COLUMNS} FROM directory_agent WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** @returns false: an agent of that name or card is there already */
  async insert(
    row: Pick<DirectoryRow, 'id' | 'name' | 'cardUrl' | 'card' | 'secrets'>,
    addedBy: string | null,
    dueInMs: number,
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO directory_agent (id, name, card_url, card, secrets, health, checked_at, due_at, added_by)
       VALUES ($1, $2, $3, $4::jsonb, $5, 'HEALTHY', now(), now() + $6 * interval '1 millisecond', $7)
       ON CONFLICT DO NOTHING`,
      [row.id, row.name, row.cardUrl, JSON.stringify(row.card), row.secrets, dueInMs, addedBy],
    );
    return rowCount === 1;
  }

  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('DELETE FROM directory_agent WHERE id = $1', [id]);
    return rowCount === 1;
  }

  /** Takes what is due from the other processes for a while: long enough to look at it. */
  async claimDue(limit: number, holdMs: number): Promise<DirectoryRow[]> {
    const { rows } = await this.pool.query<DirectoryRow>(
      `UPDATE directory_agent SET due_at = now() + $2 * interval '1 millisecond'
       WHERE id IN (SELECT id FROM directory_agent WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [limit, holdMs],
    );
    return rows;
  }

  async well(id: string, card: KnownCard, dueInMs: number): Promise<void> {
    await this.pool.query(
      `UPDATE directory_agent SET card = $2::jsonb, health = 'HEALTHY', problem = NULL, failures = 0, checked_at = now(),
         due_at = now() + $3 * interval '1 millisecond' WHERE id = $1`,
      [id, JSON.stringify(card), dueInMs],
    );
  }

  async unwell(id: string, problem: string, failures: number, dueInMs: number): Promise<void> {
    await this.pool.query(
      `UPDATE directory_agent SET health = 'UNHEALTHY', problem = $2, failures = $3, checked_at = now(),
         due_at = now() + $4 * interval '1 millisecond' WHERE id = $1`,
      [id, problem, failures, dueInMs],
    );
  }

  /** Somebody met it in trouble: it is looked at on the next beat. */
  async doubt(id: string): Promise<void> {
    await this.pool.query('UPDATE directory_agent SET due_at = now() WHERE id = $1', [id]);
  }

  /** The same token under another key. */
  async reseal(id: string, old: Buffer, secrets: Buffer): Promise<void> {
    await this.pool.query('UPDATE directory_agent SET secrets = $3 WHERE id = $1 AND secrets = $2', [id, old, secrets]);
  }
}
