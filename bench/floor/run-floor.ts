import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { now } from '../lib/now.js';

const PAUSE = `
WITH run AS (INSERT INTO run (id, session_id, status) VALUES ($1, $2, 'WAITING') RETURNING id),
  request AS (INSERT INTO request (id, run_id) SELECT $3, id FROM run)
INSERT INTO event (run_id, type) SELECT id, 'asked' FROM run`;

/** The same after a first step, which is over in the same transaction. */
const STEP_AND_PAUSE = `
WITH run AS (INSERT INTO run (id, session_id, status) VALUES ($1, $2, 'WAITING') RETURNING id),
  step AS (INSERT INTO step (id, run_id, status) SELECT $4, id, 'COMPLETED' FROM run),
  request AS (INSERT INTO request (id, run_id) SELECT $3, id FROM run)
INSERT INTO event (run_id, type) SELECT id, type FROM run, (VALUES ('step'), ('asked')) AS new (type)`;

const SETTLE = `
WITH settled AS (
  UPDATE request SET status = 'ANSWERED', answer = $2 WHERE id = $1 AND status = 'PENDING' RETURNING run_id)
INSERT INTO event (run_id, type, payload) SELECT run_id, 'answered', $2 FROM settled RETURNING run_id`;

const BEGIN = `
WITH step AS (INSERT INTO step (id, run_id, status) VALUES ($1, $2, 'RUNNING') RETURNING run_id)
INSERT INTO event (run_id, type) SELECT run_id, 'step' FROM step`;

const FINISH = `
WITH step AS (UPDATE step SET status = 'COMPLETED' WHERE id = $1),
  run AS (UPDATE run SET status = 'COMPLETED' WHERE id = $2)
INSERT INTO event (run_id, type) VALUES ($2, 'done')`;

/** The least that a durable question takes: one statement for each transition, and an in-process wake-up. */
export class RunFloor {
  /** When the step after the answer began, by run. */
  readonly stamps = new Map<string, number>();
  private readonly sleeping = new Map<string, () => void>();

  constructor(private readonly pool: pg.Pool) {}

  /** @returns when the run is suspended; `ended` resolves with its end. */
  async ask(sessionId: string): Promise<{ runId: string; requestId: string; ended: Promise<void> }> {
    const [runId, requestId] = [randomUUID(), randomUUID()];
    await this.pool.query({ name: 'pause', text: PAUSE, values: [runId, sessionId, requestId] });
    return { runId, requestId, ended: this.ended(runId) };
  }

  /** A run that has a step behind it when it asks. */
  async stepAndAsk(sessionId: string): Promise<{ runId: string; requestId: string; ended: Promise<void> }> {
    const [runId, requestId] = [randomUUID(), randomUUID()];
    const values = [runId, sessionId, requestId, randomUUID()];
    await this.pool.query({ name: 'step-and-pause', text: STEP_AND_PAUSE, values });
    return { runId, requestId, ended: this.ended(runId) };
  }

  private ended(runId: string): Promise<void> {
    const woken = new Promise<void>((wake) => this.sleeping.set(runId, wake));
    return woken.then(() => this.resume(runId));
  }

  async answer(requestId: string, answer: unknown): Promise<void> {
    const values = [requestId, JSON.stringify(answer)];
    const { rows } = await this.pool.query<{ run_id: string }>({ name: 'settle', text: SETTLE, values });
    const runId = rows[0]?.run_id ?? '';
    this.sleeping.get(runId)?.();
    this.sleeping.delete(runId);
  }

  private async resume(runId: string): Promise<void> {
    const stepId = randomUUID();
    await this.pool.query({ name: 'begin', text: BEGIN, values: [stepId, runId] });
    this.stamps.set(runId, now());
    await this.pool.query({ name: 'finish', text: FINISH, values: [stepId, runId] });
  }
}
