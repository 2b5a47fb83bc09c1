import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVAL, CHOICE, LinkStage, NOTICE } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let links: LinkStage;
beforeAll(async () => {
  links = await LinkStage.start();
});
afterAll(() => links.close());

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
  const of = (table: string) =>
    links.sql(`SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS sum FROM ${table} t`);
  return (await Promise.all(tables.map(of))).map(({ rows }) => rows[0].sum);
};
const inTurns = async (times: number, act: () => Promise<unknown>) => {
  for (let done = 0; done < times; done += 50) await Promise.all(Array.from({ length: 50 }, act));
};

describe('a link that is only opened (EML-5)', () => {
  it('changes nothing, a thousand times over, by GET, by HEAD and by the look that the page takes', async () => {
    const { request, token } = await links.mailed(CHOICE);
    await soon(async () => expect((await links.sql('SELECT 1 FROM outbox_job')).rowCount).toBe(0));
    const before = await everything();
    const { url } = links.stage.product;
    for (const method of ['GET', 'HEAD']) {
      await inTurns(1_000, () => fetch(`${url}/answer/${token}?choose=0`, { method }).then((page) => page.text()));
      for (const path of ['look', 'answer']) {
        const page = await fetch(`${url}/api/answer-links/${path}?token=${token}&choose=0`, { method });
        expect(page.status).toBe(404);
      }
    }
    await inTurns(1_000, () => links.look(token));
    expect(await everything()).toEqual(before);
    expect((await links.now(request)).status).toBe('PENDING');
  }, 60_000);

  it('shows what is asked, of whom, until when, and what a press takes', async () => {
    const { request, token } = await links.mailed({ ...CHOICE, context: 'It goes out at noon.' });
    const { status, body, headers } = await links.look(token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      ...{ state: 'OPEN', agent: 'scripted', person: 'Mira', asked: 'Which list?', needs: 'NOTHING' },
      ...{ sessionId: request.sessionId, expiresAt: request.expiresAt, question: { context: 'It goes out at noon.' } },
      controls: [{ label: 'Beta users' }, { label: 'Everyone' }],
    });
    expect(await links.look(token, links.noa)).toMatchObject({ body: { state: 'OPEN', needs: 'OTHER_PERSON' } });
  });
});

describe('a press', () => {
  it('answers a choice by the link alone, through the one way, and wakes the agent', async () => {
    const { request, token } = await links.mailed(CHOICE);
    const { status, body } = await links.press(token, { choose: 1 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counted: true,
      link: { state: 'ENDED', status: 'ANSWERED', response: { by: 'Mira', channel: 'EMAIL', text: 'Everyone' } },
    });
    expect(await links.now(request)).toMatchObject({
      status: 'ANSWERED',
      response: { text: 'Everyone', channel: 'EMAIL' },
    });
    expect(await links.responses(request)).toEqual([
      { outcome: 'APPLIED', channel: 'EMAIL', text: 'Everyone', raw: expect.stringContaining('Button in a mail') },
    ]);
    await links.mira.person.runSoon(request.sessionId, 'COMPLETED');
  });

  it('takes other words where the question does, and reads a notice', async () => {
    const choice = await links.mailed(CHOICE);
    expect((await links.press(choice.token, { answer: { type: 'CHOICE', other: 'Nobody' } })).body.counted).toBe(true);
    expect((await links.now(choice.request)).response?.text).toBe('Nobody');
    const notice = await links.mailed(NOTICE);
    expect((await links.press(notice.token, { choose: 0 })).body).toMatchObject({ counted: true });
    expect((await links.now(notice.request)).response?.text).toBe('Seen');
  });

  it('counts once: the same again is told the same, another one changes nothing and is not kept', async () => {
    const { request, token } = await links.mailed(CHOICE);
    expect((await links.press(token, { choose: 0 })).body.counted).toBe(true);
    expect((await links.press(token, { choose: 0 })).body).toMatchObject({ counted: true, link: { state: 'ENDED' } });
    const other = await links.press(token, { choose: 1 });
    expect(other.body).toMatchObject({
      counted: false,
      link: { state: 'ENDED', response: { by: 'Mira', text: null } },
    });
    expect(await links.responses(request)).toHaveLength(1);
    expect((await links.now(request)).response?.text).toBe('Beta users');
    expect(await links.tokens.find('LINK', token)).toMatchObject({ used: true });
  });

  it('settles once, however many come at the same time', async () => {
    const { request, token } = await links.mailed(CHOICE);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => links.press(token, { choose: at % 2 })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const settled = await links.now(request);
    const won = settled.response?.text === 'Beta users' ? 0 : 1;
    expect(answers.map(({ body }) => body.counted)).toEqual(answers.map((_, at) => at % 2 === won));
    expect((await links.responses(request)).map(({ outcome }) => outcome)).toEqual(['APPLIED']);
    const { rows } = await links.sql(
      'SELECT count(*)::int AS n FROM session_event WHERE session_id = $1 AND type = $2',
      request.sessionId,
      'feedback.settled',
    );
    expect(rows[0].n).toBe(1);
  });

  it('wants changes only with the words that say which, and by who is asked', async () => {
    const { request, token } = await links.mailed({ ...APPROVAL, revisable: true } as typeof APPROVAL);
    const { bindingHash } = request;
    expect((await links.look(token)).body).toMatchObject({
      needs: 'SIGN_IN',
      controls: [{ label: 'Approve' }, { label: 'Reject' }, { label: 'Request changes' }],
    });
    const answer = { type: 'APPROVAL', decision: 'revise', comment: 'Keep the users', bindingHash };
    const me = links.mira.person;
    for (const what of [{ choose: 2 }, { answer: { ...answer, comment: undefined } }])
      expect(await links.press(token, what, me)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'comment', message: 'say what should be different' }] },
      });
    expect((await links.press(token, { answer })).status).toBe(401);
    expect((await links.press(token, { answer }, links.noa)).status).toBe(403);
    const unbound = await links.press(token, { answer: { ...answer, bindingHash: 'f'.repeat(64) } }, me);
    expect(unbound.body).toMatchObject({ code: 'approval_mismatch' });
    expect((await links.now(request)).status).toBe('PENDING');
    expect((await links.press(token, { answer }, me)).body.counted).toBe(true);
    expect((await links.now(request)).response).toMatchObject({ text: 'Changes requested: Keep the users', answer });
  });

  it('that names no button, or does not fit, is refused and leaves the link as it is', async () => {
    const { request, token } = await links.mailed(CHOICE);
    for (const what of [
      { choose: 2 },
      { answer: { type: 'CHOICE', value: 'nobody' } },
      { answer: { type: 'TEXT', text: 'beta' } },
    ])
      expect(await links.press(token, what)).toMatchObject({ status: 422, body: { code: 'answer_invalid' } });
    for (const what of [
      {},
      { choose: -1 },
      { choose: 0.5 },
      { choose: '0' },
      { choose: 0, answer: { type: 'NOTICE' } },
      { choose: 0, x: 1 },
    ])
      expect(await links.press(token, what)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect((await links.now(request)).status).toBe('PENDING');
    expect((await links.press(token, { choose: 0 })).body.counted).toBe(true);
  });
});
