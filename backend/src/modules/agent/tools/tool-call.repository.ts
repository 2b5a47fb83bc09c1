import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../platform/prisma/index.js';
import { fence, LeaseLost, lockSession, type RunLease } from '../../agent-state/index.js';

export interface NewToolCall {
  id: string;
  stepKey: string;
  tool: string;
  callHash: string;
  /** The approval that lets it run; null: its rule does. */
  requestId: string | null;
}

/** A call that has begun. */
export interface BegunCall {
  id: string;
  /** It has run to its end. Else nobody knows. */
  ended: boolean;
}

/** An approval of this session that was given, by what the database itself knows of it. */
const APPROVED = (requestId: string) => `
  SELECT f.id FROM fence JOIN feedback_request f ON f.session_id = fence.session_id AND f.id = ${requestId}
    JOIN feedback_response r ON r.request_id = f.id AND r.outcome = 'APPLIED'
  WHERE f.type = 'APPROVAL' AND f.status = 'ANSWERED' AND r.answer ->> 'decision' = 'approve'`;

const BEGIN = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, granted AS (
  SELECT g.request_id FROM tool_grant g JOIN (${APPROVED('$8')}) approved ON approved.id = g.request_id WHERE g.call_hash = $7
), begun AS (
  INSERT INTO tool_call (id, run_id, step_key, tool, call_hash, request_id)
  SELECT $4, fence.id, $5, $6, $7, $8::uuid FROM fence WHERE $8::uuid IS NULL OR EXISTS (SELECT 1 FROM granted)
  ON CONFLICT DO NOTHING RETURNING id
)
SELECT begun.id FROM fence LEFT JOIN begun ON true`;

/** Written once: what was granted before stays as it is. */
const GRANT = `
WITH ${lockSession('$3')}, ${fence('$1', '$2')}, approved AS (${APPROVED('$4')}), written AS (
  INSERT INTO tool_grant (request_id, call_hash)
  SELECT approved.id, hash FROM approved, unnest($5::text[]) AS hash
  WHERE NOT EXISTS (SELECT 1 FROM tool_grant WHERE request_id = approved.id)
)
SELECT approved.id FROM fence LEFT JOIN approved ON true`;

/** Tool calls that have begun, and what approvals let run. The checks are the database's (I14). */
@Injectable()
export class ToolCallRepository {
  constructor(private readonly pool: PgPool) {}

  /** @returns false when there is no such approval in this session. @throws LeaseLost */
  async grant(lease: RunLease, requestId: string, hashes: readonly string[]): Promise<boolean> {
    const { rows } = await this.pool.query<{ id: string | null }>({
      name: 'tool-grant',
      text: GRANT,
      values: [lease.runId, lease.version, lease.sessionId, requestId, [...new Set(hashes)]],
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0].id !== null;
  }

  /** From here on it may have happened. @returns false when it is not allowed, or was before. @throws LeaseLost */
  async begin(lease: RunLease, call: NewToolCall): Promise<boolean> {
    const { rows } = await this.pool.query<{ id: string | null }>({
      name: 'tool-begin',
      text: BEGIN,
      values: [
        ...[lease.runId, lease.version, lease.sessionId],
        ...[call.id, call.stepKey, call.tool, call.callHash, call.requestId],
      ],
    });
    if (!rows[0]) throw new LeaseLost();
    return rows[0].id !== null;
  }

  /**
   * The call that this step began, in this run or in one that it is a retry of. What has other arguments, or another
   * approval, is another call, though it stands at the same place.
   */
  async begun(runId: string, call: Pick<NewToolCall, 'stepKey' | 'callHash' | 'requestId'>): Promise<BegunCall | null> {
    const { rows } = await this.pool.query<BegunCall>({
      name: 'tool-begun',
      text: `WITH RECURSIVE chain AS (
          SELECT id, retry_of FROM agent_run WHERE id = $1
          UNION ALL SELECT r.id, r.retry_of FROM agent_run r JOIN chain ON r.id = chain.retry_of)
        SELECT c.id, c.status IN ('DONE', 'FAILED') AS ended FROM tool_call c JOIN chain ON chain.id = c.run_id
        WHERE c.step_key = $2 AND c.call_hash = $3 AND c.request_id IS NOT DISTINCT FROM $4::uuid
        ORDER BY c.began_at DESC LIMIT 1`,
      values: [runId, call.stepKey, call.callHash, call.requestId],
    });
    return rows[0] ?? null;
  }

  async end(id: string, status: 'DONE' | 'FAILED' | 'UNKNOWN'): Promise<void> {
    await this.pool.query({
      name: 'tool-end',
      text: 'UPDATE tool_call SET status = $2::"ToolCallStatus", ended_at = now() WHERE id = $1',
      values: [id, status],
    });
  }

  /** It has certainly not run: what let it run is not used up. Unless another worker has the run: it may be calling now. */
  async takeBack(lease: RunLease, id: string): Promise<void> {
    await this.pool.query({
      name: 'tool-take-back',
      text: `WITH ${lockSession('$3')}, ${fence('$1', '$2')}
        DELETE FROM tool_call c USING fence WHERE c.run_id = fence.id AND c.id = $4`,
      values: [lease.runId, lease.version, lease.sessionId, id],
    });
  }
}
