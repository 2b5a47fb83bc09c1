import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/index.js';
import { AttemptLine } from '../../src/modules/feedback/delivery/attempt-line.repository.js';
import { DeliveryStage } from '../support/delivery/index.js';

let stage: DeliveryStage;
beforeAll(async () => {
  // What is begun here is begun by nobody else.
  stage = await DeliveryStage.start({ SWEEP_INTERVAL_MS: '60000' });
});
afterAll(() => stage.close());

const newLine = async () => {
  const { pool } = stage.product;
  const mira = await stage.personOn(['SLACK', 'WEB']);
  const { id } = await mira.person.newSession(stage.agent.name);
  const { rows } = await pool.query("SELECT id FROM communication_channel WHERE user_id = $1 AND type = 'SLACK'", [
    mira.person.id,
  ]);
  const add = async (due = 'now()') => {
    const attempt = newId();
    await pool.query(
      `INSERT INTO delivery_attempt (id, session_id, channel_id, purpose, why, due_at, note)
       VALUES ($1, $2, $3, 'NOTE', 'reply', ${due}, '{"text": "x", "thread": null}')`,
      [attempt, id, rows[0].id],
    );
    return attempt;
  };
  return { add, line: new AttemptLine(pool as never) };
};

describe('what goes to one address about one session', () => {
  it('goes one at a time, though the first was put off for a moment', async () => {
    const { add, line } = await newLine();
    const [first, second] = [await add(), await add()];
    expect((await line.begin(first))?.status).toBe('SENDING');
    expect(await line.begin(second)).toBeNull();
    await line.postpone(first, 250);
    expect(await line.begin(second), 'it keeps its place').toBeNull();
    await pause(300);
    expect((await line.begin(first))?.status).toBe('SENDING');
  });

  it('goes one at a time, though an older one becomes due while a newer one is on its way', async () => {
    const { add, line } = await newLine();
    const growing = await add("'infinity'");
    const second = await add();
    expect((await line.begin(second))?.status).toBe('SENDING');
    await stage.product.pool.query('UPDATE delivery_attempt SET due_at = now() WHERE id = $1', [growing]);
    expect(await line.begin(growing)).toBeNull();
  });

  it('goes one at a time, however many begin at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const { add, line } = await newLine();
      const growing = await add("'infinity'");
      const second = await add();
      await stage.product.pool.query('UPDATE delivery_attempt SET due_at = now() WHERE id = $1', [growing]);
      const begun = await Promise.all([growing, second, growing, second].map((id) => line.begin(id)));
      expect(begun.filter((attempt) => attempt?.status === 'SENDING')).toHaveLength(1);
    }
  });
});
