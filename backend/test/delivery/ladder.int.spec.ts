import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryStage } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;

describe('a question', () => {
  it('goes to the first channel of the person and nowhere else', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    expect(mira.got('EMAIL')).toHaveLength(0);
    await soon(async () =>
      expect((await mira.timeline(request.id)).items).toMatchObject([
        { channel: 'SLACK', status: 'ACCEPTED', why: 'preferred', purpose: 'REQUEST' },
      ]),
    );
    const { next, ladder } = await mira.timeline(request.id);
    expect(next).toMatchObject({ channel: 'EMAIL', why: 'after_silence' });
    expect(ladder.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'SLACK asked',
      'EMAIL waiting',
      'WEB waiting',
    ]);
  });

  it('goes to the next channel at once when the first refuses it', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
    stage.slack.faults.plan.add({ fault: { kind: 'not_found' }, times: 1, match: { address: mira.addresses.SLACK } });
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    expect(mira.got('SLACK')).toHaveLength(0);
    const { items } = await mira.timeline(request.id);
    expect(items).toMatchObject([
      { channel: 'SLACK', status: 'FAILED', errorKind: 'not_found' },
      { channel: 'EMAIL', why: 'after_failure' },
    ]);
  });

  it('goes on after silence, and its cards are rewritten when it is answered', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB'], 1_000);
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    await soon(() => {
      for (const type of ['SLACK', 'EMAIL'] as const) {
        // What the agent says then goes there, too.
        const [, update] = mira.got(type).filter(({ voice }) => !voice);
        expect(update).toMatchObject({ operation: 'update', controls: [] });
      }
    });
  });

  it('moves when the session is switched, and leaves a pointer', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    const { status, body } = await mira.switchTo(request.sessionId, 'EMAIL');
    expect([status, body.moved]).toEqual([200, 1]);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    await soon(() => expect(mira.got('SLACK')).toMatchObject([{ operation: 'deliver' }, { operation: 'update' }]));
    expect((await mira.timeline(request.id)).items).toHaveLength(3);
  });
});
