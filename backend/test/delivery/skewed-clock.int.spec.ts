import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/kernel/index.js';
import { DeliveryStage } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

const MINUTE = 60_000;
const QUESTION = { type: 'TEXT', question: 'Which way?', onExpiry: 'FAIL' } as const;

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterEach(() => Reflect.deleteProperty(stage.product.nest.get(Clock), 'now'));
afterAll(() => stage.close());

/** From now on the clock of this process is wrong by so much. */
const goesWrongBy = (ms: number) => {
  stage.product.nest.get(Clock).now = () => new Date(Date.now() + ms);
};

describe('a deadline is counted by the database', () => {
  it('and not missed by who answers in time where the clock of a process is ahead', async () => {
    const mira = await stage.personOn(['WEB']);
    const request = await mira.asked({ ...QUESTION, expiresInMs: 2 * MINUTE });
    goesWrongBy(5 * MINUTE);
    const { status, body } = await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    expect([status, body.status]).toEqual([200, 'ANSWERED']);
  });

  it('and kept where the clock of a process is behind', async () => {
    const mira = await stage.personOn(['WEB']);
    const request = await mira.asked({ ...QUESTION, expiresInMs: 1_000 });
    goesWrongBy(-5 * MINUTE);
    await soon(async () => {
      const { rows } = await stage.product.pool.query('SELECT status FROM feedback_request WHERE id = $1', [
        request.id,
      ]);
      expect(rows).toEqual([{ status: 'EXPIRED' }]);
    });
  });
});
