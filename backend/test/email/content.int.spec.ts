import type { MailPerson } from '@parley/sandbox/mail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askByMail, EmailStage, headerOf, PARLEY, requestOf } from '../support/email/index.js';
import { choice, ORIGIN, type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
let stage: EmailStage;
let person: Person;
let member: MailPerson;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  ({ person, member } = await stage.linked('Mira', 'mira@acme.example'));
});
afterAll(() => stage.close());

const ask = (question: string) => askByMail({ agent, person, member }, { type: 'TEXT', question });
const textOf = (requestId: string) =>
  soon(async () => {
    const { status, response } = await requestOf(person, requestId);
    expect(status).toBe('ANSWERED');
    return (response.answer as { text: string }).text;
  });
const inThread = (threadId: string) => member.inbox().filter((mail) => mail.threadId === threadId);

describe('the words of a reply (F48)', () => {
  it.each([
    ['above the quote, from Gmail', {}],
    ['below the quote', { posting: 'bottom' }],
    ['from Outlook, in German', { client: 'outlook', language: 'de' }],
    ['from an iPhone, with its signature', { client: 'iphone' }],
    ['from Apple Mail, as HTML only', { client: 'apple', htmlOnly: true }],
    ['from Thunderbird, as text only', { client: 'thunderbird', textOnly: true }],
  ] as const)('are what the person wrote: %s', async (how, options) => {
    const asked = await ask(`What shall we do, ${how}?`);
    await member.reply(asked.mail.id, 'Ship it on Monday.', options);
    expect(await textOf(asked.requestId)).toBe('Ship it on Monday.');
  });

  it('between the lines of the question are kept with those', async () => {
    const asked = await ask('What of each of these?');
    await member.reply(asked.mail.id, 'The first is fine.\n\nThe second is not.', { posting: 'inline' });
    expect(await textOf(asked.requestId)).toMatch(/^>[\s\S]*The first is fine[\s\S]*The second is not/m);
  });
});

describe('a reply without words (F52)', () => {
  it('is asked back about once for each, and answers nothing', async () => {
    const asked = await ask('Anything to add?');
    await member.reply(asked.mail.id, '');
    expect((await stage.lastOutcome())?.done).toMatch(/^asked back/);
    expect((await requestOf(person, asked.requestId)).status).toBe('PENDING');
    await soon(() => expect(inThread(asked.mail.threadId)).toHaveLength(2));
    await member.reply(asked.mail.id, 'No, nothing.');
    expect(await textOf(asked.requestId)).toBe('No, nothing.');
  });

  it('but an emoji is one', async () => {
    const asked = await ask('How do you like it?');
    await member.reply(asked.mail.id, '👍');
    expect(await textOf(asked.requestId)).toBe('👍');
  });

  it('but with a file tells the agent of the file', async () => {
    const session = await person.newSession(agent.name);
    agent.play(session.id, async (ctx) => void (await ctx.say('hi', 'Hello.')));
    const plan = { filename: 'plan.pdf', mimeType: 'application/pdf', content: new Uint8Array(120_000) };
    await member.write(PARLEY, 'The plan', '', { attachments: [plan] });
    await stage.settled();
    const { items } = (await person.get('/api/sessions')).body;
    const [message] = (await person.view(items[0].id)).messages.items;
    expect(message?.text).toContain('plan.pdf (120 kB)');
  });
});

describe('the mail itself (EML-3)', () => {
  it('is shown as it arrived, as a file, to whose conversation it is and to nobody else', async () => {
    const asked = await ask('May it be shown?');
    const sent = await member.reply(asked.mail.id, 'As it is.');
    await textOf(asked.requestId);
    const { response } = await requestOf(person, asked.requestId);
    const { rows } = await stage.product.pool.query(`SELECT id FROM feedback_response WHERE request_id = $1`, [
      asked.requestId,
    ]);
    expect(response.answer.text).toBe('As it is.');
    const path = `/api/messages/${rows[0].id}/mail`;
    const shown = await person.get(path);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('message/rfc822');
    expect(shown.headers.get('content-disposition')).toBe(`attachment; filename="mail-${rows[0].id}.eml"`);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const arrived = stage.mail.state
      .mailbox(PARLEY)!
      .messages.find(({ raw }) => raw.includes(/^Message-ID: (.*)$/im.exec(sent.raw)![1]!));
    expect(shown.text).toBe(Buffer.from(arrived!.raw, 'latin1').toString());
    const stranger = await stage.product.signUp('Noa');
    expect((await stranger.get(path)).status).toBe(404);
    const message = (await person.view(asked.sessionId)).messages.items.find(({ role }) => role === 'USER');
    expect((await person.get(`/api/messages/${message!.id}/mail`)).status).toBe(404);
  });

  it('that cannot be read is kept, and says why', async () => {
    const open = Array.from(
      { length: 40 },
      (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
    );
    member.sendRaw(`From: ${member.email}\r\nTo: ${PARLEY}\r\nSubject: deep\r\n${open.join('')}\r\nblue\r\n`);
    expect(await stage.lastOutcome()).toMatchObject({ read: expect.stringMatching(/^unreadable: /), done: null });
  });
});

describe('what we send', () => {
  it('says in every program that it comes from a machine, whose mark it has, and where a reply goes (EML-1)', async () => {
    const { mail } = await askByMail({ agent, person, member }, choice('With which headers?'));
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(mail, 'X-Auto-Response-Suppress')).toBe('All');
    expect(headerOf(mail, 'From')).toContain(`<${PARLEY}>`);
    expect(headerOf(mail, 'Reply-To')).toMatch(/parley\+[0-9a-f]{40}@acme\.example/);
    const key = headerOf(mail, 'X-Parley-Delivery');
    expect(mail.messageId).toBe(`<${key}@acme.example>`);
    expect(mail.text.startsWith('=== Reply above this line ===')).toBe(true);
  });

  it('is opened by a scanner without any effect (EML-5)', async () => {
    const asked = await askByMail({ agent, person, member }, choice('Before a scanner?'));
    const links = [...asked.mail.html.matchAll(/href="([^"]+)"/g)].map(([, link]) =>
      link!.replace(ORIGIN, stage.product.url),
    );
    expect(links.filter((link) => link.includes('/answer/')).length).toBeGreaterThanOrEqual(2);
    for (const link of links) await fetch(link);
    for (const link of links) await fetch(link, { method: 'HEAD' });
    expect(await requestOf(person, asked.requestId)).toMatchObject({ status: 'PENDING', response: null });
    await member.reply(asked.mail.id, 'blue');
    await person.runSoon(asked.sessionId, 'COMPLETED');
  });
});
