import { Injectable } from '@nestjs/common';
import type { ListRunsQuery, RunListItem, RunView, StepKind } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';
import { runJson } from './run-json.js';

/** Steps that a run did itself; what it took over was paid for by the run before it. */
const ownSteps = (s: string, r: string) => `${s}.started_at >= ${r}.created_at`;

const LIST = `
SELECT ${runJson('r')} || jsonb_build_object('sessionTitle', c.title, 'steps', t.steps, 'waiting', t.waiting,
  'inputTokens', t.input_tokens, 'outputTokens', t.output_tokens) AS item
FROM (
  SELECT * FROM agent_run r
  WHERE owner_id = $1 AND ($2::"RunStatus" IS NULL OR status = $2) AND ($3::text IS NULL OR agent = $3)
    AND ($4::uuid IS NULL OR session_id = $4)
    AND ($5::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM agent_run WHERE id = $5 AND owner_id = $1))
  ORDER BY created_at DESC, id DESC LIMIT $6
) r JOIN chat_session c ON c.id = r.session_id CROSS JOIN LATERAL (
  SELECT count(*) AS steps, count(*) FILTER (WHERE s.status = 'WAITING') AS waiting,
    coalesce(sum(input_tokens) FILTER (WHERE ${ownSteps('s', 'r')}), 0) AS input_tokens,
    coalesce(sum(output_tokens) FILTER (WHERE ${ownSteps('s', 'r')}), 0) AS output_tokens
  FROM agent_step s WHERE s.run_id = r.id
) t
ORDER BY r.created_at DESC, r.id DESC`;

export interface StepRow {
  key: string;
  kind: StepKind;
  input: unknown;
  output: unknown;
}

type RunSurroundings = Pick<RunView, 'sessionTitle' | 'lastSeq' | 'retriedBy' | 'newest'>;

/** What the pages about runs read (AG-8). */
@Injectable()
export class RunPageRepository {
  constructor(private readonly pool: PgPool) {}

  /** Newest first. */
  async list(ownerId: string, query: ListRunsQuery): Promise<RunListItem[]> {
    const { status = null, agent = null, sessionId = null, before = null, limit } = query;
    const { rows } = await this.pool.query<{ item: RunListItem }>({
      name: 'run-list',
      text: LIST,
      values: [ownerId, status, agent, sessionId, before, limit],
    });
    return rows.map((row) => row.item);
  }

  /** The run, the one whose journal it took over, and so on: newest first. */
  async lineage(runId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `WITH RECURSIVE line AS (
         SELECT id, retry_of, 0 AS age FROM agent_run WHERE id = $1
         UNION ALL SELECT r.id, r.retry_of, line.age + 1 FROM line JOIN agent_run r ON r.id = line.retry_of
       ) SELECT id FROM line ORDER BY age`,
      [runId],
    );
    return rows.map((row) => row.id);
  }

  /** What stands around a run. Read it before the run: then `lastSeq` is no newer than what is shown. */
  async around(runId: string): Promise<RunSurroundings | null> {
    const { rows } = await this.pool.query<RunSurroundings>(
      `SELECT c.title AS "sessionTitle", c.last_seq AS "lastSeq",
         (SELECT n.id FROM agent_run n WHERE n.session_id = r.session_id AND n.retry_of = r.id
          ORDER BY n.created_at DESC LIMIT 1) AS "retriedBy",
         NOT EXISTS (SELECT 1 FROM agent_run n
           WHERE n.session_id = r.session_id AND (n.created_at, n.id) > (r.created_at, r.id)) AS newest
       FROM agent_run r JOIN chat_session c ON c.id = r.session_id WHERE r.id = $1`,
      [runId],
    );
    return rows[0] ?? null;
  }

  async step(runId: string, stepId: string): Promise<StepRow | null> {
    const { rows } = await this.pool.query<StepRow>(
      'SELECT key, kind, input, result AS output FROM agent_step WHERE run_id = $1 AND id = $2',
      [runId, stepId],
    );
    return rows[0] ?? null;
  }
}
