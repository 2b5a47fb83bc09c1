import type { FeedbackRequest } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageDatabase, DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const MAX_LOOKUPS = 5;
/** Longer than the longest pause between two looks, shorter than any rung waits. */
const BETWEEN_LOOKS_MS = 60_000;

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const attempts = async (mira: StagePerson, { id }: FeedbackRequest) =>
  (await mira.timeline(id)).items.map(({ channel, status, errorKind }) =>
    [channel, status, errorKind].filter(Boolean).join(' '),
  );

const asked = async (kind: 'unknown_accepted' | 'unknown_dropped', sure = true) => {
  const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
  const address = mira.addresses.SLACK;
  stage.slack.faults.plan.add({ fault: { kind }, times: 1, match: { address, operation: 'deliver' } });
  if (!sure)
    stage.slack.faults.plan.add({ fault: { kind: 'unsure' }, times: 'always', match: { address, operation: 'find' } });
  return { mira, request: await mira.asked(QUESTION) };
};

// What the channel took in is the judge, not what we believe of it.
describe('a send whose reply was lost', () => {
  it('is looked up and found: exactly one post', async () => {
    const { mira, request } = await asked('unknown_accepted');
    await soon(async () => expect(await attempts(mira, request)).toEqual(['SLACK ACCEPTED']));
    expect(mira.got('SLACK')).toHaveLength(1);
    expect(mira.got('EMAIL')).toHaveLength(0);
  });

  it('is looked up and was never there: exactly one more try', async () => {
    const { mira, request } = await asked('unknown_dropped');
    await soon(async () => expect(await attempts(mira, request)).toEqual(['SLACK FAILED not_sent', 'SLACK ACCEPTED']));
    expect(mira.got('SLACK')).toHaveLength(1);
    expect(mira.got('EMAIL')).toHaveLength(0);
  });

  it('and that cannot be looked up is never sent there again: the question moves on', async () => {
    const { mira, request } = await asked('unknown_accepted', false);
    for (let look = 1; look <= MAX_LOOKUPS; look++) {
      await soon(async () => {
        const { rows } = await stage.product.pool.query('SELECT lookups FROM delivery_attempt WHERE request_id = $1', [
          request.id,
        ]);
        expect(rows).toEqual([{ lookups: look }]);
      });
      await ageDatabase(stage.product.pool, BETWEEN_LOOKS_MS);
    }
    await soon(async () =>
      expect(await attempts(mira, request)).toEqual(['SLACK UNKNOWN unknown_outcome', 'EMAIL ACCEPTED']),
    );
    expect(mira.got('SLACK')).toHaveLength(1);
    expect(mira.got('EMAIL')).toHaveLength(1);
  });
});
