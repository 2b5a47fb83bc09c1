import { randomBytes } from 'node:crypto';
import type { AnsweredLink, AnswerLink, FeedbackQuestionInput, FeedbackRequest } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryTokens } from '../../src/modules/feedback/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { call, type Person, soon } from '../support/product/index.js';

let stage: DeliveryStage;
let mira: StagePerson;
let noa: Person;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  mira = await stage.personOn(['EMAIL', 'WEB']);
  noa = await stage.product.signUp('Noa');
});
afterAll(() => stage.close());

const CHOICE: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'Which list?',
  allowOther: true,
  options: [
    { value: 'beta', label: 'Beta users' },
    { value: 'all', label: 'Everyone' },
  ],
};
const APPROVAL: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'May I?',
  action: { tool: 'sql.drop', arguments: { table: 'users' }, destructive: true },
};
const NOTICE: FeedbackQuestionInput = { type: 'NOTICE', question: 'The run is over.' };

const sql = (text: string, ...values: unknown[]) => stage.product.pool.query(text, values);
/** The link of the mail that brought a question, as a further try of it would carry it. */
const linkOf = async (request: FeedbackRequest): Promise<string> => {
  const attemptId = await soon(async () => {
    const { rows } = await sql(
      `SELECT a.id FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
       WHERE a.request_id = $1 AND c.type = 'EMAIL' AND a.status = 'ACCEPTED' AND a.purpose = 'REQUEST'`,
      request.id,
    );
    expect(rows).toHaveLength(1);
    return rows[0].id as string;
  });
  return (await stage.product.nest.get(DeliveryTokens).mint(attemptId)).link;
};
const mailed = async (question: FeedbackQuestionInput, to = mira) => {
  const request = await to.asked(question);
  return { request, token: await linkOf(request) };
};

const bearer = (as: Person | null): Record<string, string> => (as ? { authorization: `Bearer ${as.token}` } : {});
const look = (token: string, as: Person | null = null) =>
  call<AnswerLink>(`${stage.product.url}/api/answer-links/look`, 'POST', bearer(as), { token });
const press = (token: string, what: object, as: Person | null = null) =>
  call<AnsweredLink>(`${stage.product.url}/api/answer-links/answer`, 'POST', bearer(as), { token, ...what });
const now = async (request: FeedbackRequest, who = mira.person): Promise<FeedbackRequest> =>
  (await who.get(`/api/feedback-requests/${request.id}`)).body;
const responses = async (request: FeedbackRequest) =>
  (await sql('SELECT outcome, channel, raw, text FROM feedback_response WHERE request_id = $1 ORDER BY at', request.id))
    .rows;
/** All that an answer could change. */
const everything = async () => {
  const tables = [
    'feedback_request',
    'feedback_response',
    'session_event',
    'delivery_token',
    'agent_run',
    'outbox_job',
  ];
  const of = (table: string) => sql(`SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS sum FROM ${table} t`);
  return (await Promise.all(tables.map(of))).map(({ rows }) => rows[0].sum);
};
const inTurns = async (times: number, act: () => Promise<unknown>) => {
  for (let done = 0; done < times; done += 50) await Promise.all(Array.from({ length: 50 }, act));
};

describe('a link that is only opened (EML-5)', () => {
  it('changes nothing, a thousand times over, by GET, by HEAD and by the look that the page takes', async () => {
    const { request, token } = await mailed(CHOICE);
    await soon(async () => expect((await sql('SELECT 1 FROM outbox_job')).rowCount).toBe(0));
    const before = await everything();
    const { url } = stage.product;
    for (const method of ['GET', 'HEAD']) {
      await inTurns(1_000, () => fetch(`${url}/answer/${token}?choose=0`, { method }).then((page) => page.text()));
      for (const path of ['look', 'answer']) {
        const page = await fetch(`${url}/api/answer-links/${path}?token=${token}&choose=0`, { method });
        expect(page.status).toBe(404);
      }
    }
    await inTurns(1_000, () => look(token));
    expect(await everything()).toEqual(before);
    expect((await now(request)).status).toBe('PENDING');
  }, 60_000);

  it('shows what is asked, of whom, until when, and what a press takes', async () => {
    const { request, token } = await mailed({ ...CHOICE, context: 'It goes out at noon.' });
    const { status, body, headers } = await look(token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      ...{ state: 'OPEN', agent: 'scripted', person: 'Mira', asked: 'Which list?', needs: 'NOTHING' },
      ...{ sessionId: request.sessionId, expiresAt: request.expiresAt, question: { context: 'It goes out at noon.' } },
      controls: [{ label: 'Beta users' }, { label: 'Everyone' }],
    });
    expect(await look(token, noa)).toMatchObject({ body: { state: 'OPEN', needs: 'OTHER_PERSON' } });
  });
});

describe('a press', () => {
  it('answers a choice by the link alone, through the one way, and wakes the agent', async () => {
    const { request, token } = await mailed(CHOICE);
    const { status, body } = await press(token, { choose: 1 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counted: true,
      link: { state: 'ENDED', status: 'ANSWERED', response: { by: 'Mira', channel: 'EMAIL', text: 'Everyone' } },
    });
    expect(await now(request)).toMatchObject({ status: 'ANSWERED', response: { text: 'Everyone', channel: 'EMAIL' } });
    expect(await responses(request)).toEqual([
      { outcome: 'APPLIED', channel: 'EMAIL', text: 'Everyone', raw: expect.stringContaining('Button in a mail') },
    ]);
    await mira.person.runSoon(request.sessionId, 'COMPLETED');
  });

  it('takes other words where the question does, and reads a notice', async () => {
    const choice = await mailed(CHOICE);
    expect((await press(choice.token, { answer: { type: 'CHOICE', other: 'Nobody' } })).body.counted).toBe(true);
    expect((await now(choice.request)).response?.text).toBe('Nobody');
    const notice = await mailed(NOTICE);
    expect((await press(notice.token, { choose: 0 })).body).toMatchObject({ counted: true });
    expect((await now(notice.request)).response?.text).toBe('Seen');
  });

  it('counts once: the same again is told the same, another one changes nothing and is not kept', async () => {
    const { request, token } = await mailed(CHOICE);
    expect((await press(token, { choose: 0 })).body.counted).toBe(true);
    expect((await press(token, { choose: 0 })).body).toMatchObject({ counted: true, link: { state: 'ENDED' } });
    const other = await press(token, { choose: 1 });
    expect(other.body).toMatchObject({
      counted: false,
      link: { state: 'ENDED', response: { by: 'Mira', text: null } },
    });
    expect(await responses(request)).toHaveLength(1);
    expect((await now(request)).response?.text).toBe('Beta users');
    expect(await stage.product.nest.get(DeliveryTokens).use(token)).toBe(false);
  });

  it('settles once, however many come at the same time', async () => {
    const { request, token } = await mailed(CHOICE);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => press(token, { choose: at % 2 })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const settled = await now(request);
    const won = settled.response?.text === 'Beta users' ? 0 : 1;
    expect(answers.map(({ body }) => body.counted)).toEqual(answers.map((_, at) => at % 2 === won));
    expect((await responses(request)).map(({ outcome }) => outcome)).toEqual(['APPLIED']);
    const { rows } = await sql(
      'SELECT count(*)::int AS n FROM session_event WHERE session_id = $1 AND type = $2',
      request.sessionId,
      'feedback.settled',
    );
    expect(rows[0].n).toBe(1);
  });

  it('that names no button, or does not fit, is refused and leaves the link as it is', async () => {
    const { request, token } = await mailed(CHOICE);
    for (const what of [
      { choose: 2 },
      { answer: { type: 'CHOICE', value: 'nobody' } },
      { answer: { type: 'TEXT', text: 'beta' } },
    ])
      expect(await press(token, what)).toMatchObject({ status: 422, body: { code: 'answer_invalid' } });
    for (const what of [
      {},
      { choose: -1 },
      { choose: 0.5 },
      { choose: '0' },
      { choose: 0, answer: { type: 'NOTICE' } },
      { choose: 0, x: 1 },
    ])
      expect(await press(token, what)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect((await now(request)).status).toBe('PENDING');
    expect((await press(token, { choose: 0 })).body.counted).toBe(true);
  });
});

describe('an approval', () => {
  it('is not given by the link alone: a forwarded mail hands its buttons over (T8)', async () => {
    const { request, token } = await mailed(APPROVAL);
    expect((await look(token)).body).toMatchObject({ state: 'OPEN', needs: 'SIGN_IN', person: 'Mira' });
    for (const what of [
      { choose: 0 },
      { choose: 1 },
      { answer: { type: 'APPROVAL', decision: 'approve', bindingHash: request.bindingHash } },
    ])
      expect(await press(token, what)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    for (const person of [noa]) {
      expect((await look(token, person)).body).toMatchObject({ state: 'OPEN', needs: 'OTHER_PERSON' });
      expect(await press(token, { choose: 0 }, person)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect(await responses(request)).toEqual([]);
    expect((await now(request)).status).toBe('PENDING');
  });

  it('is given by the signed-in person, with a comment, bound to what was shown (FB-11)', async () => {
    const { request, token } = await mailed(APPROVAL);
    const { body } = await look(token, mira.person);
    expect(body).toMatchObject({
      state: 'OPEN',
      needs: 'NOTHING',
      controls: [{ label: 'Approve' }, { label: 'Reject' }],
    });
    const answer = { type: 'APPROVAL', decision: 'reject', comment: 'Not today' };
    const unbound = await press(token, { answer: { ...answer, bindingHash: '0'.repeat(64) } }, mira.person);
    expect(unbound).toMatchObject({ status: 409, body: { code: 'approval_mismatch' } });
    const bound = await press(token, { answer: { ...answer, bindingHash: request.bindingHash } }, mira.person);
    expect(bound.body).toMatchObject({ counted: true, link: { response: { text: 'Rejected: Not today' } } });
    expect((await now(request)).response?.text).toBe('Rejected: Not today');
  });

  it('asks for a sign-in that is good', async () => {
    const { token } = await mailed(APPROVAL);
    const bad = { authorization: 'Bearer nonsense' };
    const url = `${stage.product.url}/api/answer-links/look`;
    expect(await call(url, 'POST', bad, { token })).toMatchObject({ status: 401 });
  });
});

describe('a link that leads no further', () => {
  it('an approval that the mail could not show in whole waits elsewhere', async () => {
    const long = {
      ...APPROVAL,
      action: { tool: 'sql.run', arguments: { script: 'x'.repeat(110_000) }, destructive: false },
    };
    const { request, token } = await mailed(long);
    expect((await look(token, mira.person)).body).toMatchObject({ state: 'ELSEWHERE', why: 'NOT_WHOLE' });
    expect((await press(token, { choose: 0 }, mira.person)).body).toMatchObject({ counted: false });
    expect((await now(request)).status).toBe('PENDING');
  });

  it('a sensitive question says nothing of itself', async () => {
    const { request, token } = await mailed({ ...CHOICE, question: 'Secret list?', sensitive: true });
    const seen = await look(token);
    expect(seen.body).toMatchObject({ state: 'ELSEWHERE', why: 'SENSITIVE', asked: null });
    expect(seen.text).not.toContain('Secret');
    const answer = { type: 'CHOICE', value: 'all' };
    expect((await press(token, { answer })).body).toMatchObject({ counted: false, link: { state: 'ELSEWHERE' } });
    await mira.person.answer(request.id, answer);
    expect((await look(token)).text).not.toMatch(/Secret|Everyone/);
  });

  it('a question that takes more than a press has no button', async () => {
    const { token } = await mailed({ type: 'TEXT', question: 'Which way?' });
    expect((await look(token)).body).toMatchObject({ state: 'ELSEWHERE', why: 'MORE_THAN_A_PRESS' });
    expect((await press(token, { answer: { type: 'TEXT', text: 'left' } })).body.counted).toBe(false);
  });

  it('one that was answered elsewhere tells how; a press then is kept once, without effect (FB-4)', async () => {
    const { request, token } = await mailed(CHOICE);
    await mira.person.answer(request.id, { type: 'CHOICE', value: 'beta' });
    const ended = { state: 'ENDED', status: 'ANSWERED', response: { by: 'Mira', channel: 'WEB', text: null } };
    expect((await look(token)).body).toMatchObject(ended);
    expect((await look(token, mira.person)).body).toMatchObject({ response: { text: 'Beta users' } });
    for (const _ of [1, 2, 3])
      expect((await press(token, { choose: 1 })).body).toMatchObject({ counted: false, link: ended });
    expect((await responses(request)).map(({ outcome }) => outcome)).toEqual(['APPLIED', 'SUPERSEDED']);
  });

  it('one whose deadline has passed, or that was withdrawn', async () => {
    const late = await mailed({ ...CHOICE, expiresInMs: 600_000, onExpiry: 'FAIL' });
    await sql(`UPDATE feedback_request SET expires_at = now() - interval '1 s' WHERE id = $1`, late.request.id);
    expect((await press(late.token, { choose: 0 })).body).toMatchObject({
      counted: false,
      link: { status: 'EXPIRED', response: null },
    });
    const withdrawn = await mailed(CHOICE);
    await mira.person.post(`/api/feedback-requests/${withdrawn.request.id}/cancel`);
    expect((await look(withdrawn.token)).body).toMatchObject({ state: 'ENDED', status: 'CANCELLED' });
    expect((await press(withdrawn.token, { choose: 0 })).body.counted).toBe(false);
    expect(
      (await responses(late.request)).concat(await responses(withdrawn.request)).map(({ outcome }) => outcome),
    ).toEqual(['LATE', 'LATE']);
  });

  it('one that was handed on: its new person decides, not who has the mail', async () => {
    const { request, token } = await mailed(CHOICE);
    const email = (await noa.get('/api/me')).body.email;
    expect((await mira.person.post(`/api/feedback-requests/${request.id}/delegate`, { to: email })).status).toBe(200);
    expect((await look(token)).body).toMatchObject({ state: 'HANDED_ON', to: 'Noa', person: 'Mira' });
    for (const person of [null, mira.person])
      expect((await press(token, { choose: 0 }, person)).body).toMatchObject({
        counted: false,
        link: { state: 'HANDED_ON' },
      });
    expect(await press(token, { choose: 0 }, noa)).toMatchObject({ status: 403 });
    expect(await responses(request)).toEqual([]);
    expect((await now(request, noa)).status).toBe('PENDING');
  });
});

describe('a link of nothing', () => {
  it('is answered in one way, whatever it is: guessed, of a reply, of an address given up, of a disabled account (T9)', async () => {
    const gone = await stage.personOn(['EMAIL', 'WEB'], 3_600_000, 'Gil');
    const { request, token } = await mailed(CHOICE, gone);
    const { rows } = await sql('SELECT id FROM delivery_attempt WHERE request_id = $1 LIMIT 1', request.id);
    const { reply } = await stage.product.nest.get(DeliveryTokens).mint(rows[0].id);
    const off = await stage.personOn(['EMAIL', 'WEB'], 3_600_000, 'Ora');
    const disabled = (await mailed(CHOICE, off)).token;
    await sql('UPDATE app_user SET disabled_at = now() WHERE id = $1', off.person.id);
    const channel = (await gone.person.get('/api/channels')).body.items.find(
      ({ type }: { type: string }) => type === 'EMAIL',
    );
    expect((await gone.person.send('DELETE', `/api/channels/${channel.id}`)).status).toBeLessThan(300);

    const dead = [token, reply, disabled, randomBytes(20).toString('hex'), 'x', "' OR 1=1 --", 'é'.repeat(100)];
    const answers = await Promise.all(dead.flatMap((one) => [look(one), look(one, noa), press(one, { choose: 0 })]));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await now(request, gone.person)).status).toBe('PENDING');
  });

  it('is not found by two thousand guesses', async () => {
    await mailed(CHOICE);
    const found: number[] = [];
    await inTurns(2_000, async () => {
      const { status } = await look(randomBytes(20).toString('hex'));
      if (status !== 404) found.push(status);
    });
    expect(found).toEqual([]);
  }, 60_000);
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
