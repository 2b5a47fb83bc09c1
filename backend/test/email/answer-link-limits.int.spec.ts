import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVAL, CHOICE, DeliveryStage, LinkStage } from '../support/delivery/index.js';
import { call } from '../support/product/index.js';

let links: LinkStage;
beforeAll(async () => {
  links = await LinkStage.start();
});
afterAll(() => links.close());

describe('an approval', () => {
  it('is not given by the link alone: a forwarded mail hands its buttons over (T8)', async () => {
    const { request, token } = await links.mailed(APPROVAL);
    expect((await links.look(token)).body).toMatchObject({ state: 'OPEN', needs: 'SIGN_IN', person: 'Mira' });
    for (const what of [
      { choose: 0 },
      { choose: 1 },
      { answer: { type: 'APPROVAL', decision: 'approve', bindingHash: request.bindingHash } },
    ])
      expect(await links.press(token, what)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    for (const person of [links.noa]) {
      expect((await links.look(token, person)).body).toMatchObject({ state: 'OPEN', needs: 'OTHER_PERSON' });
      expect(await links.press(token, { choose: 0 }, person)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    }
    expect(await links.responses(request)).toEqual([]);
    expect((await links.now(request)).status).toBe('PENDING');
  });

  it('is given by the signed-in person, with a comment, bound to what was shown (FB-11)', async () => {
    const { request, token } = await links.mailed(APPROVAL);
    const { body } = await links.look(token, links.mira.person);
    expect(body).toMatchObject({
      state: 'OPEN',
      needs: 'NOTHING',
      controls: [{ label: 'Approve' }, { label: 'Reject' }],
    });
    const answer = { type: 'APPROVAL', decision: 'reject', comment: 'Not today' };
    const unbound = await links.press(token, { answer: { ...answer, bindingHash: '0'.repeat(64) } }, links.mira.person);
    expect(unbound).toMatchObject({ status: 409, body: { code: 'approval_mismatch' } });
    const bound = await links.press(
      token,
      { answer: { ...answer, bindingHash: request.bindingHash } },
      links.mira.person,
    );
    expect(bound.body).toMatchObject({ counted: true, link: { response: { text: 'Rejected: Not today' } } });
    expect((await links.now(request)).response?.text).toBe('Rejected: Not today');
  });

  it('asks for a sign-in that is good', async () => {
    const { token } = await links.mailed(APPROVAL);
    const bad = { authorization: 'Bearer nonsense' };
    const url = `${links.stage.product.url}/api/answer-links/look`;
    expect(await call(url, 'POST', bad, { token })).toMatchObject({ status: 401 });
  });
});

describe('a link that leads no further', () => {
  it('an approval that the mail could not show in whole waits elsewhere', async () => {
    const long = {
      ...APPROVAL,
      action: { tool: 'sql.run', arguments: { script: 'x'.repeat(110_000) }, destructive: false },
    };
    const { request, token } = await links.mailed(long);
    expect((await links.look(token, links.mira.person)).body).toMatchObject({ state: 'ELSEWHERE', why: 'NOT_WHOLE' });
    expect((await links.press(token, { choose: 0 }, links.mira.person)).body).toMatchObject({ counted: false });
    expect((await links.now(request)).status).toBe('PENDING');
  });

  it('a sensitive question says nothing of itself', async () => {
    const { request, token } = await links.mailed({ ...CHOICE, question: 'Secret list?', sensitive: true });
    const seen = await links.look(token);
    expect(seen.body).toMatchObject({ state: 'ELSEWHERE', why: 'SENSITIVE', asked: null });
    expect(seen.text).not.toContain('Secret');
    const answer = { type: 'CHOICE', value: 'all' };
    expect((await links.press(token, { answer })).body).toMatchObject({ counted: false, link: { state: 'ELSEWHERE' } });
    await links.mira.person.answer(request.id, answer);
    expect((await links.look(token)).text).not.toMatch(/Secret|Everyone/);
  });

  it('a question that takes more than a press has no button', async () => {
    const { token } = await links.mailed({ type: 'TEXT', question: 'Which way?' });
    expect((await links.look(token)).body).toMatchObject({ state: 'ELSEWHERE', why: 'MORE_THAN_A_PRESS' });
    expect((await links.press(token, { answer: { type: 'TEXT', text: 'left' } })).body.counted).toBe(false);
  });

  it('one that was answered elsewhere tells how; a press then is kept once, without effect (FB-4)', async () => {
    const { request, token } = await links.mailed(CHOICE);
    await links.mira.person.answer(request.id, { type: 'CHOICE', value: 'beta' });
    const ended = { state: 'ENDED', status: 'ANSWERED', response: { by: 'Mira', channel: 'WEB', text: null } };
    expect((await links.look(token)).body).toMatchObject(ended);
    expect((await links.look(token, links.mira.person)).body).toMatchObject({ response: { text: 'Beta users' } });
    for (const _ of [1, 2, 3])
      expect((await links.press(token, { choose: 1 })).body).toMatchObject({ counted: false, link: ended });
    expect((await links.responses(request)).map(({ outcome }) => outcome)).toEqual(['APPLIED', 'SUPERSEDED']);
  });

  it('one whose deadline has passed, or that was withdrawn', async () => {
    const late = await links.mailed({ ...CHOICE, expiresInMs: 600_000, onExpiry: 'FAIL' });
    await links.sql(`UPDATE feedback_request SET expires_at = now() - interval '1 s' WHERE id = $1`, late.request.id);
    expect((await links.press(late.token, { choose: 0 })).body).toMatchObject({
      counted: false,
      link: { status: 'EXPIRED', response: null },
    });
    const withdrawn = await links.mailed(CHOICE);
    await links.mira.person.post(`/api/feedback-requests/${withdrawn.request.id}/cancel`);
    expect((await links.look(withdrawn.token)).body).toMatchObject({ state: 'ENDED', status: 'CANCELLED' });
    expect((await links.press(withdrawn.token, { choose: 0 })).body.counted).toBe(false);
    expect(
      (await links.responses(late.request))
        .concat(await links.responses(withdrawn.request))
        .map(({ outcome }) => outcome),
    ).toEqual(['LATE', 'LATE']);
  });

  it('one that was handed on: its new person decides, not who has the mail', async () => {
    const { request, token } = await links.mailed(CHOICE);
    const email = (await links.noa.get('/api/me')).body.email;
    expect((await links.mira.person.post(`/api/feedback-requests/${request.id}/delegate`, { to: email })).status).toBe(
      200,
    );
    expect((await links.look(token)).body).toMatchObject({ state: 'HANDED_ON', to: 'Noa', person: 'Mira' });
    for (const person of [null, links.mira.person])
      expect((await links.press(token, { choose: 0 }, person)).body).toMatchObject({
        counted: false,
        link: { state: 'HANDED_ON' },
      });
    expect(await links.press(token, { choose: 0 }, links.noa)).toMatchObject({ status: 403 });
    expect(await links.responses(request)).toEqual([]);
    expect((await links.now(request, links.noa)).status).toBe('PENDING');
  });
});

describe('a link of nothing', () => {
  it('is answered in one way, whatever it is: guessed, of a reply, of an address given up, of a disabled account (T9)', async () => {
    const gone = await links.stage.personOn(['EMAIL', 'WEB'], 3_600_000, 'Gil');
    const { request, token } = await links.mailed(CHOICE, gone);
    const { rows } = await links.sql('SELECT id FROM delivery_attempt WHERE request_id = $1 LIMIT 1', request.id);
    const { reply } = await links.tokens.mint(rows[0].id);
    const off = await links.stage.personOn(['EMAIL', 'WEB'], 3_600_000, 'Ora');
    const disabled = (await links.mailed(CHOICE, off)).token;
    await links.sql('UPDATE app_user SET disabled_at = now() WHERE id = $1', off.person.id);
    const channel = (await gone.person.get('/api/channels')).body.items.find(
      ({ type }: { type: string }) => type === 'EMAIL',
    );
    expect((await gone.person.send('DELETE', `/api/channels/${channel.id}`)).status).toBeLessThan(300);

    const dead = [token, reply, disabled, randomBytes(20).toString('hex'), 'x', "' OR 1=1 --", 'é'.repeat(100)];
    const answers = await Promise.all(
      dead.flatMap((one) => [links.look(one), links.look(one, links.noa), links.press(one, { choose: 0 })]),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await links.now(request, gone.person)).status).toBe('PENDING');
  });
});

describe('its address', () => {
  it('may ask so often in a minute, and no more', async () => {
    const tight = await DeliveryStage.start({ RATE_LIMIT_AUTH_PER_MINUTE: '10' });
    try {
      const ask = () => call(`${tight.product.url}/api/answer-links/look`, 'POST', {}, { token: 'x' });
      const statuses = (await Promise.all(Array.from({ length: 70 }, ask))).map(({ status }) => status);
      expect(statuses.filter((status) => status === 404)).toHaveLength(60);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    } finally {
      await tight.close();
    }
  });
});
