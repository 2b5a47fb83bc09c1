import type pg from 'pg';

/**
 * Everything that a switch must leave alone (I11): the run with its leases and wake-ups, its journal, the question itself
 * and the conversation, apart from the lines in which Parley tells of the switch.
 */
const CONTEXT = `
SELECT md5(jsonb_build_object(
  'run', to_jsonb(r),
  'journal', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.position) FROM agent_step p WHERE p.run_id = r.id),
  'state', (SELECT to_jsonb(a) FROM agent_state a WHERE a.session_id = r.session_id),
  'question', jsonb_build_array(f.id, f.status, f.question, f.binding_hash, f.assignee_id, f.created_at, f.expires_at),
  'messages', (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.seq) FROM message m WHERE m.session_id = r.session_id AND m.role <> 'SYSTEM')
)::text) AS hash FROM feedback_request f JOIN agent_run r ON r.id = f.run_id WHERE f.id = $1`;

export async function contextOf(pool: pg.Pool, requestId: string): Promise<string> {
  const { rows } = await pool.query<{ hash: string }>({ name: 'context', text: CONTEXT, values: [requestId] });
  if (!rows[0]) throw new Error(`request ${requestId} is gone`);
  return rows[0].hash;
}

export interface Kept {
  sessions: number;
  /** Sessions whose events are not 1, 2, 3 … */
  gaps: number;
  /** Runs that did not go on with the answer. */
  deaf: number;
}

/** After a load: are the logs whole (I10), and did every run go on with what it was told? */
export async function keptIn(pool: pg.Pool, sessionIds: readonly string[], answer: string): Promise<Kept> {
  const { rows } = await pool.query<Kept>(
    `SELECT count(*)::int AS sessions,
       count(*) FILTER (WHERE NOT (e.first = 1 AND e.last = e.count AND e.last = s.last_seq))::int AS gaps,
       coalesce(sum(d.deaf), 0)::int AS deaf
     FROM chat_session s
     CROSS JOIN LATERAL (SELECT min(seq) AS first, max(seq) AS last, count(*) FROM session_event WHERE session_id = s.id) e
     CROSS JOIN LATERAL (SELECT count(*) AS deaf FROM agent_run r
       LEFT JOIN agent_step p ON p.run_id = r.id AND p.key = 'go on#1'
       WHERE r.session_id = s.id AND (r.status <> 'COMPLETED' OR p.result IS DISTINCT FROM to_jsonb($2::text))) d
     WHERE s.id = ANY ($1)`,
    [sessionIds, answer],
  );
  return rows[0]!;
}
