import { randomUUID } from 'node:crypto';
import type { FeedbackQuestionInput } from '@parley/contracts';
import { person as writes } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { JobCatalogue } from '../../src/platform/queue/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let stage: DeliveryStage;
let sink: InboundSink;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  sink = stage.product.nest.get(InboundSink);
});
afterAll(() => stage.close());

const TEXT: FeedbackQuestionInput = { type: 'TEXT', question: 'Which way?' };
const APPROVAL: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'May I?',
  action: { tool: 'sql.drop', arguments: { table: 'users' }, destructive: true },
};
const CHOICE: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'Who is it?',
  options: [
    { value: 'a', label: 'Alice Secret' },
    { value: 'b', label: 'Bob Secret' },
  ],
};

const sql = (text: string, ...values: unknown[]) => stage.product.pool.query(text, values);
const receiptOf = (externalId: string) =>
  soon(async () => {
    const { rows } = await sql('SELECT id, outcome FROM inbound_receipt WHERE external_id = $1', externalId);
    expect(rows[0]?.outcome).toEqual(expect.any(String));
    return rows[0] as { id: string; outcome: string };
  });
const cardOf = (mira: StagePerson, index = 0) =>
  soon(() => {
    const card = mira.got('SLACK').filter(({ operation }) => operation === 'deliver')[index];
    expect(card).toBeDefined();
    return card!;
  });
const words = (mira: StagePerson) =>
  mira
    .got('SLACK')
    .filter(({ operation, voice }) => operation === 'say' && !voice)
    .map(({ text }) => text);
const request = async (mira: StagePerson, id: string) => (await mira.person.get(`/api/feedback-requests/${id}`)).body;
/** As after a crash between the effect and the outcome: the same job once more. */
const runAgain = async (receiptId: string) => {
  await sql('UPDATE inbound_receipt SET handled_at = NULL, outcome = NULL WHERE id = $1', receiptId);
  await stage.product.nest.get(JobCatalogue).run('handle-inbound', { receiptId });
};

describe('an approval', () => {
  it('that never came to a channel cannot be given there', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const asked = await mira.asked(APPROVAL, 'WEB');
    const yes = writes.writes(mira.addresses.SLACK, 'yes');
    await sink.receive('SLACK', yes);
    expect((await receiptOf(yes.id)).outcome).toBe('asked back: not shown in whole');
    expect((await request(mira, asked.id)).status).toBe('PENDING');
  });
});

describe('a code', () => {
  it('names a question of another session than the list it came in', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const first = await mira.asked(TEXT);
    const second = await mira.asked(CHOICE);
    await cardOf(mira, 1);
    await sink.receive('SLACK', writes.writes(mira.addresses.SLACK, 'hello'));
    const list = await soon(() => {
      const note = mira.got('SLACK').find(({ operation, voice }) => operation === 'say' && !voice);
      expect(note).toBeDefined();
      return note!;
    });
    await sink.receive('SLACK', writes.replies(list, `#${second.id.slice(-4)} Bob Secret`));
    await soon(async () => expect(await request(mira, second.id)).toMatchObject({ status: 'ANSWERED' }));
    expect((await request(mira, first.id)).status).toBe('PENDING');
  });
});

describe('somebody to whom a question was handed', () => {
  const handedOn = async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const noa = await stage.personOn(['SLACK', 'WEB'], 3_600_000, 'Noa');
    const asked = await mira.asked(CHOICE);
    // What was not sent yet when it is handed on is never sent.
    await cardOf(mira);
    const { email } = (await noa.person.get('/api/me')).body;
    await mira.person.post(`/api/feedback-requests/${asked.id}/delegate`, { to: email });
    return { mira, noa, asked, card: await cardOf(noa) };
  };

  it('cannot switch the conversation of its owner', async () => {
    const { mira, noa, asked, card } = await handedOn();
    const reply = writes.replies(card, '/switch web');
    await sink.receive('SLACK', reply);
    await receiptOf(reply.id);
    expect((await mira.person.get(`/api/sessions/${asked.sessionId}`)).body.preferredChannel).toBe('SLACK');
    await soon(() => expect(words(noa).join()).toContain('Only the owner'));
  });

  it('takes the hints with it: who asked before learns no more', async () => {
    const { mira, asked } = await handedOn();
    const old = await cardOf(mira);
    const before = words(mira).length;
    const reply = writes.replies(old, 'hm, who could that be?');
    await sink.receive('SLACK', reply);
    expect((await receiptOf(reply.id)).outcome).toMatch(/^quarantined/);
    await soon(() => expect(words(mira).length).toBeGreaterThan(before));
    expect(words(mira).join()).not.toContain('Secret');
    expect((await request(mira, asked.id)).status).toBe('PENDING');
  });
});

describe('the same job once more, after a crash', () => {
  it('applies an answer once, and posts nothing', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const asked = await mira.asked(TEXT);
    await cardOf(mira);
    const reply = writes.writes(mira.addresses.SLACK, 'left');
    await sink.receive('SLACK', reply);
    const { id } = await receiptOf(reply.id);
    const next = await mira.asked(TEXT);
    await runAgain(id);
    expect((await receiptOf(reply.id)).outcome).toBe('applied');
    expect((await request(mira, asked.id)).response.text).toBe('left');
    expect((await request(mira, next.id)).status).toBe('PENDING');
    expect(
      (await sql(`SELECT 1 FROM message WHERE text = 'left' AND type = 'TEXT' AND author = 'Mira'`)).rowCount,
    ).toBe(0);
  });

  it('withdraws no other question', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const asked = await mira.asked(TEXT);
    await cardOf(mira);
    const reply = writes.writes(mira.addresses.SLACK, '/withdraw');
    await sink.receive('SLACK', reply);
    const { id } = await receiptOf(reply.id);
    const next = await mira.asked(TEXT);
    await runAgain(id);
    expect((await request(mira, asked.id)).status).toBe('CANCELLED');
    expect((await request(mira, next.id)).status).toBe('PENDING');
  });
});

describe('what arrives', () => {
  it('is kept whatever it is made of (F51)', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    await mira.asked(TEXT);
    const card = await cardOf(mira);
    const reply = writes.replies(card, 'le\0ft \ud800');
    await sink.receive('SLACK', reply);
    const garbage = { nonsense: 'a\0b\udfff' };
    await sink.receive('SLACK', garbage);
    const { rows } = await sql(`SELECT outcome FROM inbound_receipt WHERE external_id LIKE 'sha256:%'`);
    expect(rows.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining([expect.stringMatching(/^quarantined/)]));
    expect((await sql('SELECT 1 FROM inbound_receipt')).rowCount).toBeGreaterThan(1);
  });

  it('from strangers warns the person it concerns, and not without end', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    await mira.asked(APPROVAL);
    const card = await cardOf(mira);
    const replies = Array.from({ length: 8 }, () => ({ ...writes.replies(card, 'yes'), from: `u${randomUUID()}` }));
    for (const reply of replies) await sink.receive('SLACK', reply);
    for (const reply of replies) expect((await receiptOf(reply.id)).outcome).toMatch(/^quarantined/);
    await soon(() => expect(words(mira)).toHaveLength(3));
  });

  it('too late for a sensitive question is told without what was answered', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const asked = await mira.asked({ ...TEXT, sensitive: true });
    const card = await cardOf(mira);
    await mira.person.answer(asked.id, { type: 'TEXT', text: 'hunter2' });
    await sink.receive('SLACK', writes.replies(card, 'something else'));
    await soon(() => expect(words(mira)).toHaveLength(1));
    expect(words(mira).join()).not.toContain('hunter2');
  });
});

describe('a command typed in the web app', () => {
  it('runs again when it was not run to its end, and only then', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const session = await mira.person.newSession();
    const id = randomUUID();
    expect((await mira.person.say(session.id, '/switch slack', id)).status).toBe(202);
    const lines = async () =>
      (await mira.person.view(session.id)).messages.items.map(({ text, status }) => `${status} ${text}`);
    expect(await lines()).toEqual(['SENT /switch slack', 'SENT From here on you are asked on Slack.']);
    expect((await mira.person.say(session.id, '/switch slack', id)).status).toBe(202);
    expect(await lines()).toHaveLength(2);
    // As a crash leaves it: the line stands, the command was not run.
    await mira.switchTo(session.id, 'WEB');
    const client = await stage.product.pool.connect();
    await client.query('SET session_replication_role = replica');
    await client.query(`UPDATE message SET status = 'PENDING' WHERE id = $1`, [id]);
    await client.query('SET session_replication_role = DEFAULT');
    client.release();
    expect((await mira.person.say(session.id, '/switch slack', id)).status).toBe(202);
    expect((await mira.person.get(`/api/sessions/${session.id}`)).body.preferredChannel).toBe('SLACK');
    expect((await lines())[0]).toBe('SENT /switch slack');
  });
});
