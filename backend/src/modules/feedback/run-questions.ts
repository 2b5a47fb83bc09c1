import { Injectable } from '@nestjs/common';
import type { FeedbackAnswer, FeedbackQuestion, FeedbackResponse, RunWait } from '@parley/contracts';
import { PgPool } from '../../platform/prisma/index.js';

const WAIT = `jsonb_build_object('requestId', f.id, 'stepKey', f.step_key, 'type', f.type, 'status', f.status,
  'question', CASE WHEN (f.question ->> 'sensitive')::boolean THEN 'A sensitive question: see the conversation.'
    ELSE f.question ->> 'question' END, 'askedAt', f.created_at, 'settledAt', f.settled_at)`;

/** What the pages about runs (AG-8) tell of questions. The caller has seen to it that the runs are the reader's. */
@Injectable()
export class RunQuestions {
  constructor(private readonly pool: PgPool) {}

  /** Questions of a run in the order asked; of what it took over, those that the runs before it asked. @param lineage newest first */
  async waits(lineage: readonly string[]): Promise<RunWait[]> {
    const { rows } = await this.pool.query<{ wait: RunWait }>(
      `SELECT wait FROM (
         SELECT DISTINCT ON (f.step_key) f.created_at, f.id, ${WAIT} AS wait
         FROM feedback_request f JOIN agent_step s ON s.run_id = $2 AND s.key = f.step_key
         WHERE f.run_id = ANY ($1::uuid[]) AND (f.run_id = $2 OR (s.status = 'COMPLETED' AND f.status = 'ANSWERED'))
         ORDER BY f.step_key, array_position($1::uuid[], f.run_id)
       ) newest ORDER BY created_at, id`,
      [lineage, lineage[0]],
    );
    return rows.map((row) => row.wait);
  }

  /** What a step asked, wherever in the line of runs it did. */
  async asked(lineage: readonly string[], stepKey: string): Promise<FeedbackQuestion | null> {
    const { rows } = await this.pool.query<{ question: FeedbackQuestion }>(
      `SELECT question FROM feedback_request WHERE run_id = ANY ($1::uuid[]) AND step_key = $2
       ORDER BY array_position($1::uuid[], run_id) LIMIT 1`,
      [lineage, stepKey],
    );
    return rows[0]?.question ?? null;
  }

  /** Every answer that arrived to the sensitive questions of these runs: no page but the conversation shows them. */
  async sensitiveAnswers(runIds: readonly string[]): Promise<{ answer: FeedbackAnswer; text: string }[]> {
    const { rows } = await this.pool.query<Pick<FeedbackResponse, 'answer' | 'text'>>(
      `SELECT p.answer, p.text FROM feedback_request f JOIN feedback_response p ON p.request_id = f.id
       WHERE f.run_id = ANY ($1::uuid[]) AND (f.question ->> 'sensitive')::boolean`,
      [runIds],
    );
    return rows;
  }
}
