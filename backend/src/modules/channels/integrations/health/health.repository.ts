import { Injectable } from '@nestjs/common';
import type { ChannelType, IntegrationHealth } from '@parley/contracts';
import { PgPool } from '../../../../platform/prisma/index.js';
import type { IntegrationCheck } from '../integration-kind.js';

/** As it is stored: what is missing, its kind says. */
export type KnownHealth = Omit<IntegrationHealth, 'missing'>;

/** What was sent comes back within seconds, or a minute where mail is only asked for now and then. */
const PATIENCE = "interval '3 minutes'";
const LOST = 'It was sent, and did not come back within 3 minutes: what people answer may not arrive either.';
/** Enough to see how it does, and no more work when there are millions. */
const NEWEST = 5_000;

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const CANARY = `CASE WHEN h.canary_at IS NOT NULL THEN jsonb_build_object('at', ${iso('h.canary_at')},
  'state', CASE WHEN h.canary_received_at IS NOT NULL THEN 'came_back'
    WHEN h.canary_problem IS NOT NULL OR h.canary_at < now() - ${PATIENCE} THEN 'failed' ELSE 'under_way' END,
  'tookMs', (extract(epoch FROM h.canary_received_at - h.canary_at) * 1000)::int,
  'problem', CASE WHEN h.canary_received_at IS NULL THEN
    coalesce(h.canary_problem, CASE WHEN h.canary_at < now() - ${PATIENCE} THEN '${LOST}' END) END) END`;

/** What is known of how integrations do. */
@Injectable()
export class HealthRepository {
  constructor(private readonly pool: PgPool) {}

  /** Of all, by id. What came and went is read from the newest deliveries and receipts. */
  async all(): Promise<Map<string, KnownHealth>> {
    const { rows } = await this.pool.query<{ id: string; health: KnownHealth }>(
      `WITH sent AS MATERIALIZED (
         SELECT c.integration_id AS id, max(a.ended_at) FILTER (WHERE a.status = 'ACCEPTED') AS last,
           count(*) FILTER (WHERE a.status = 'ACCEPTED' AND a.ended_at > now() - interval '1 hour')::int AS ok,
           count(*) FILTER (WHERE a.status IN ('FAILED', 'UNKNOWN') AND coalesce(a.ended_at, a.started_at) > now() - interval '1 hour')::int AS failed
         FROM (SELECT * FROM delivery_attempt ORDER BY id DESC LIMIT ${NEWEST}) a JOIN communication_channel c ON c.id = a.channel_id
         WHERE c.integration_id IS NOT NULL GROUP BY c.integration_id
       ), heard AS MATERIALIZED (
         SELECT coalesce(r.raw #>> '{raw,team_id}', r.raw #>> '{raw,team,id}') AS team, max(r.received_at) AS last
         FROM (SELECT * FROM inbound_receipt ORDER BY id DESC LIMIT ${NEWEST}) r WHERE r.source = 'SLACK' GROUP BY 1
       )
       SELECT i.id, jsonb_build_object('checkedAt', ${iso('h.checked_at')}, 'check', h.result, 'message', h.message,
         'scopes', coalesce(to_jsonb(h.scopes), i.settings -> 'scopes'),
         'lastInboundAt', ${iso('greatest(m.last_mail_at, heard.last, h.canary_received_at)')}, 'lastSentAt', ${iso('sent.last')},
         'lastHour', jsonb_build_object('sent', coalesce(sent.ok, 0), 'failed', coalesce(sent.failed, 0)), 'canary', ${CANARY}) AS health
       FROM integration i LEFT JOIN integration_health h ON h.integration_id = i.id LEFT JOIN mailbox_sync m ON m.integration_id = i.id
       LEFT JOIN sent ON sent.id = i.id LEFT JOIN heard ON i.type = 'SLACK' AND heard.team = i.external_id`,
    );
    return new Map(rows.map(({ id, health }) => [id, health]));
  }

  async checked(id: string, check: IntegrationCheck): Promise<void> {
    const message = check.kind === 'dead' ? check.why : check.kind === 'unsure' ? check.message : null;
    await this.pool.query(
      `INSERT INTO integration_health (integration_id, checked_at, result, message, scopes)
       SELECT id, now(), $2, $3, $4 FROM integration WHERE id = $1
       ON CONFLICT (integration_id) DO UPDATE SET checked_at = excluded.checked_at, result = excluded.result, message = excluded.message,
         scopes = coalesce(excluded.scopes, integration_health.scopes)`,
      [id, check.kind, message?.slice(0, 500) ?? null, check.kind === 'alive' ? check.scopes : null],
    );
  }

  /** Those of these types whose day is over, each given to one who asks. */
  async takeDue(types: readonly ChannelType[]): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `INSERT INTO integration_health AS h (integration_id, due_at)
       SELECT i.id, now() + interval '1 day' FROM integration i LEFT JOIN integration_health k ON k.integration_id = i.id
       WHERE i.type = ANY ($1::"ChannelType"[]) AND i.status = 'ACTIVE' AND coalesce(k.due_at, i.updated_at + interval '1 minute') <= now()
       ON CONFLICT (integration_id) DO UPDATE SET due_at = excluded.due_at WHERE h.due_at IS NULL OR h.due_at <= now()
       RETURNING integration_id AS id`,
      [types],
    );
    return rows.map(({ id }) => id);
  }

  /** Before anything is sent: what comes back finds its key. */
  async canaryBegins(id: string, key: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO integration_health (integration_id, canary_key, canary_at) VALUES ($1, $2, now())
       ON CONFLICT (integration_id) DO UPDATE SET canary_key = excluded.canary_key, canary_at = excluded.canary_at,
         canary_received_at = NULL, canary_place = NULL, canary_problem = NULL`,
      [id, key],
    );
  }

  async canaryFailed(key: string, problem: string): Promise<void> {
    await this.pool.query('UPDATE integration_health SET canary_problem = $2 WHERE canary_key = $1', [
      key,
      problem.slice(0, 500),
    ]);
  }

  /** @returns has it come back already? */
  async canarySent(key: string, place: object): Promise<boolean> {
    const { rows } = await this.pool.query<{ back: boolean }>(
      `UPDATE integration_health SET canary_place = $2::jsonb WHERE canary_key = $1 RETURNING canary_received_at IS NOT NULL AS back`,
      [key, JSON.stringify(place)],
    );
    return rows[0]?.back ?? false;
  }

  /** Once. @returns whose it is and, where that is known already, where it stands; null: nobody waits for it */
  async canaryHeard(key: string): Promise<{ id: string; place: object | null } | null> {
    const { rows } = await this.pool.query<{ id: string; place: object | null }>(
      `UPDATE integration_health SET canary_received_at = now() WHERE canary_key = $1 AND canary_received_at IS NULL
       RETURNING integration_id AS id, canary_place AS place`,
      [key],
    );
    return rows[0] ?? null;
  }

  /** Of somebody on the channel of an integration. */
  async addressOf(userId: string, integrationId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ address: string }>(
      `SELECT address FROM communication_channel WHERE user_id = $1 AND integration_id = $2 AND status IN ('ACTIVE', 'DEGRADED')
         AND verified_at IS NOT NULL ORDER BY position LIMIT 1`,
      [userId, integrationId],
    );
    return rows[0]?.address ?? null;
  }
}
