import { Injectable } from '@nestjs/common';
import type { AdminUser } from '@parley/contracts';
import { PgPool, type Tx } from '../../../platform/prisma/index.js';

export interface PeopleFilter {
  search?: string | undefined;
  /** Older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Of an account, locked until the transaction ends. */
export interface Standing {
  role: AdminUser['role'];
  disabled: boolean;
}

/** What ends with the logins and tokens that it is asked to end. */
export type Ending = 'logins' | 'logins and tokens';

/** Any constant will do, as long as nothing else locks it. */
const ROLES_LOCK = 7_275_394;

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const PERSON = `jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'role', u.role, 'createdAt', ${iso('u.created_at')},
  'disabledAt', ${iso('u.disabled_at')},
  'lastSeenAt', ${iso(`greatest(
    (SELECT max(r.created_at) FROM login_session l JOIN refresh_token r ON r.login_session_id = l.id WHERE l.user_id = u.id),
    (SELECT max(t.last_used_at) FROM access_token t WHERE t.user_id = u.id))`)},
  'logins', (SELECT count(*) FROM login_session l WHERE l.user_id = u.id AND l.revoked_at IS NULL AND l.expires_at > now()),
  'tokens', (SELECT count(*) FROM access_token t WHERE t.user_id = u.id AND t.revoked_at IS NULL AND t.expires_at > now()),
  'waiting', (SELECT count(*) FROM feedback_request f WHERE f.assignee_id = u.id AND f.status = 'PENDING'),
  'channels', coalesce((SELECT jsonb_agg(jsonb_build_object('type', c.type, 'status', c.status) ORDER BY c.position, c.created_at)
    FROM communication_channel c WHERE c.user_id = u.id AND c.type <> 'WEB' AND c.status <> 'UNVERIFIED' AND c.verified_at IS NOT NULL), '[]'))`;

/** Accounts, as those see and change them who run Parley. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly pool: PgPool) {}

  /** Newest first. Only the accounts of the page are looked into. */
  async list({ search, before, limit }: PeopleFilter): Promise<{ items: AdminUser[]; hasMore: boolean }> {
    const { rows } = await this.pool.query<{ person: AdminUser }>(
      `SELECT ${PERSON} AS person FROM (
         SELECT * FROM app_user WHERE ($1::uuid IS NULL OR id < $1)
           AND ($2::text IS NULL OR position(lower($2) IN lower(name)) > 0 OR position(lower($2) IN email) > 0)
         ORDER BY id DESC LIMIT $3) u ORDER BY u.id DESC`,
      [before ?? null, search?.trim() || null, limit + 1],
    );
    return { items: rows.slice(0, limit).map((row) => row.person), hasMore: rows.length > limit };
  }

  async find(id: string): Promise<AdminUser | null> {
    const { rows } = await this.pool.query<{ person: AdminUser }>(
      `SELECT ${PERSON} AS person FROM app_user u WHERE u.id = $1`,
      [id],
    );
    return rows[0]?.person ?? null;
  }

  /** Changes of who may administer go one at a time: of two who let each other go, one is first. */
  async hold(tx: Tx, id: string): Promise<Standing | null> {
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [ROLES_LOCK]);
    const { rows } = await tx.query<Standing>(
      'SELECT role, disabled_at IS NOT NULL AS disabled FROM app_user WHERE id = $1 FOR UPDATE',
      [id],
    );
    return rows[0] ?? null;
  }

  async otherAdministrators(tx: Tx, than: string): Promise<number> {
    const { rows } = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM app_user WHERE role = 'ADMIN' AND disabled_at IS NULL AND id <> $1`,
      [than],
    );
    return rows[0]?.count ?? 0;
  }

  async write(tx: Tx, id: string, { role, disabled }: Standing): Promise<void> {
    await tx.query(
      `UPDATE app_user SET role = $2::"UserRole", disabled_at = CASE WHEN $3 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
      [id, role, disabled],
    );
  }

  /** @param except a login that goes on. @returns the ids of those that ended */
  async end(of: string, what: Ending, except: string | null = null): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `WITH logins AS (
         UPDATE login_session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid RETURNING id
       ), tokens AS (
         UPDATE access_token SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND $2 RETURNING id
       ) SELECT id FROM logins UNION ALL SELECT id FROM tokens`,
      [of, what === 'logins and tokens', except],
    );
    return rows.map((row) => row.id);
  }

  /** Those of its logins and tokens that would still hold if it were not disabled. */
  async held(of: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM login_session WHERE user_id = $1 AND revoked_at IS NULL
       UNION ALL SELECT id FROM access_token WHERE user_id = $1 AND revoked_at IS NULL`,
      [of],
    );
    return rows.map((row) => row.id);
  }
}
