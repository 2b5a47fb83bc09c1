import { type MailPerson, startMailSandbox } from '@parley/sandbox/mail';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmailStage, PARLEY } from '../support/email/index.js';
import { soon } from '../support/product/index.js';

let stage: EmailStage;
let ben: MailPerson;
/** What was there before: a test looks at what it wrote itself. */
let began = { mails: 0, entries: 0 };
const start = async (push: boolean) => {
  // Where Gmail pushes it is not asked by itself, as far as a test can see.
  stage = await EmailStage.start({ push, env: push ? { GMAIL_POLL_SECONDS: '3600' } : {} });
  ben = stage.mail.person('ben@beta.example');
};
const begin = async () => {
  stage.mail.faults.clear();
  await stage.settled();
  began = { mails: (await stage.outcomes()).length, entries: stage.mail.ledger.entries().length };
};

const subjects = async (): Promise<string[]> => {
  const { rows } = await stage.product.pool.query<{ raw: Buffer }>(
    'SELECT raw FROM inbound_mail ORDER BY received_at, internal_date, id OFFSET $1',
    [began.mails],
  );
  return rows.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString('latin1'))?.[1]?.trim() ?? '');
};
const storedSoon = (...wanted: string[]) =>
  soon(async () => expect((await subjects()).sort()).toEqual([...wanted].sort()), 15_000);
const calls = (method: string) =>
  stage.mail.ledger
    .entries()
    .slice(began.entries)
    .flatMap((entry) => (entry.kind === 'call' && entry.method === method ? [entry] : []));
const cursor = async () => {
  const { rows } = await stage.product.pool.query<{ history_id: string }>('SELECT history_id FROM mailbox_sync');
  return Number(rows[0]?.history_id);
};
const state = async () => (await stage.product.pool.query('SELECT * FROM mailbox_sync')).rows[0];
const send = (subject: string) => ben.write(PARLEY, subject, `Words about ${subject}`);
/** And somebody looks at once: nobody waits here for the clock. */
const write = async (subject: string) => {
  await send(subject);
  await stage.lookNow();
};
const oneRound = async () => {
  const before = calls('history.list').length;
  await stage.lookNow();
  await soon(async () => {
    expect(calls('history.list').length).toBeGreaterThan(before);
    expect((await state()).lease).toBeNull();
  });
};

describe('what arrives in the mailbox', () => {
  beforeAll(() => start(false));
  afterAll(() => stage.close());
  beforeEach(begin);

  it('is stored byte by byte, once, with a job to read it, and what we send is not', async () => {
    await write('one');
    await write('two');
    await storedSoon('one', 'two');
    const { rows } = await stage.product.pool.query(
      'SELECT gmail_id, raw, label_ids FROM inbound_mail ORDER BY received_at, id LIMIT 1',
    );
    const there = stage.mail.state.mailbox(PARLEY)!.messages.find(({ id }) => id === rows[0].gmail_id)!;
    expect(rows[0].raw.toString('latin1')).toBe(there.raw);
    expect(rows[0].label_ids).toContain('INBOX');
    stage.mail.person(PARLEY).sendRaw(`From: ${PARLEY}\r\nTo: ben@beta.example\r\nSubject: ours\r\n\r\nx\r\n`);
    await oneRound();
    expect((await subjects()).sort()).toEqual(['one', 'two']);
    expect(calls('messages.get')).toHaveLength(2);
    await soon(async () => {
      const unread = await stage.product.pool.query('SELECT gmail_id FROM inbound_mail WHERE read_at IS NULL');
      expect(unread.rows).toEqual([]);
    });
  });

  it.each([
    ['429 with Retry-After', { kind: 'rate_limited', retryAfter: 1 }],
    [
      '403 userRateLimitExceeded',
      { kind: 'rate_limited', retryAfter: 1, status: 403, reason: 'userRateLimitExceeded' },
    ],
  ] as const)('is fetched no sooner than Gmail asks for: %s (F38)', async (_what, fault) => {
    stage.mail.faults.add({ fault, times: 1, match: { method: 'history.list' } });
    await write('limited');
    const refused = await soon(() => {
      const found = calls('history.list').find(({ ok }) => !ok);
      expect(found).toBeDefined();
      return found!;
    });
    await stage.lookNow();
    await storedSoon('limited');
    const next = calls('history.list').find(({ time }) => time > refused.time)!;
    expect(Date.parse(next.time) - Date.parse(refused.time)).toBeGreaterThanOrEqual(950);
    await soon(async () => expect((await state()).problem).toBeNull());
  });

  it.each([
    ['history.list', { kind: 'http_status', status: 503 }],
    ['history.list', { kind: 'html' }],
    ['history.list', { kind: 'cut', when: 'before' }],
    ['messages.get', { kind: 'http_status', status: 503 }],
    ['messages.get', { kind: 'cut', when: 'after' }],
    ['messages.get', { kind: 'rate_limited', retryAfter: 1 }],
  ] as const)('is there after %s failed: %o', async (method, fault) => {
    stage.mail.faults.add({ fault, times: 1, match: { method } });
    await write('after all');
    await write('and another');
    await storedSoon('after all', 'and another');
    await soon(async () => expect((await state()).problem).toBeNull());
  });

  it('is found by listing when Gmail has forgotten its history (F45)', async () => {
    await write('before');
    await storedSoon('before');
    await stage.settled();
    const was = await cursor();
    stage.mail.admin.expireHistory(PARLEY);
    await write('meanwhile');
    stage.mail.faults.add({ fault: { kind: 'stale_history' }, times: 1 });
    await storedSoon('before', 'meanwhile');
    await soon(async () => expect(await cursor()).toBeGreaterThan(was));
    expect(calls('messages.list').length).toBeGreaterThan(0);
    await write('and then');
    await storedSoon('before', 'meanwhile', 'and then');
    expect(calls('messages.get')).toHaveLength(3);
  });

  it.each([
    ['nothing at first', { kind: 'empty_history' }],
    ['a further page, and nothing on the first', { kind: 'empty_history', more: true }],
  ] as const)('is not passed over when history shows %s (F45)', async (_what, fault) => {
    stage.mail.faults.add({ fault, times: 1 });
    await write('shown late');
    await storedSoon('shown late');
  });

  it('that is told of before it can be had is asked for again, and holds up no other (F45)', async () => {
    const gone = {
      fault: { kind: 'api_error', status: 404, reason: 'notFound' },
      times: 1,
      match: { method: 'messages.get' },
    } as const;
    await stage.product.pool.query("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
    const was = await cursor();
    stage.mail.faults.add(gone);
    await send('first');
    await send('second');
    await stage.lookNow();
    await storedSoon('second');
    expect(await cursor()).toBe(was);
    await storedSoon('first', 'second');
    await soon(async () => expect(await cursor()).toBeGreaterThan(was));
  });
});

describe('what arrived before the mailbox was connected', () => {
  afterEach(() => stage.close());

  it('is left alone', async () => {
    const mail = await startMailSandbox();
    await mail.person('ben@beta.example').write(PARLEY, 'early', 'Before anybody listened');
    // Gmail is asked by the second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    stage = await EmailStage.start({ mail, push: false });
    ben = mail.person('ben@beta.example');
    began = { mails: 0, entries: 0 };
    await write('late');
    await storedSoon('late');
    await stage.settled();
    expect(await subjects()).toEqual(['late']);
    await mail.close();
  });

  it('is left alone also when somebody labels it later', async () => {
    await start(false);
    began = { mails: 0, entries: 0 };
    await stage.product.pool.query("UPDATE integration SET created_at = now() + interval '10 minutes'");
    const was = await cursor();
    await write('old');
    const [old] = stage.mail.person(PARLEY).inbox();
    stage.mail.person(PARLEY).markRead(old!.id, true);
    stage.mail.person(PARLEY).markRead(old!.id, false);
    await soon(async () => expect(await cursor()).toBeGreaterThan(was));
    await stage.settled();
    expect(await subjects()).toEqual([]);
  });
});

describe('two who look into one mailbox (F47)', () => {
  beforeAll(() => start(false));
  afterAll(() => stage.close());
  beforeEach(begin);

  it('never do so at once, and store each mail once', async () => {
    const other = await EmailStage.start({ mail: stage.mail, push: false, databaseUrl: stage.product.databaseUrl });
    try {
      const wanted = Array.from({ length: 30 }, (_, at) => `mail ${at}`);
      for (const subject of wanted) {
        await write(subject);
        await stage.lookNow();
      }
      await soon(async () => expect((await subjects()).sort()).toEqual([...wanted].sort()));
      const fetched = calls('messages.get').map(({ id }) => id);
      expect(new Set(fetched).size).toBe(fetched.length);
    } finally {
      await other.close();
    }
  });

  it('wait for one that died no longer than its lease', async () => {
    await stage.product.pool.query(
      `UPDATE mailbox_sync SET lease = gen_random_uuid(), lease_until = now() + interval '1 s', due_at = now() + interval '1 hour'`,
    );
    await write('taken over');
    await storedSoon('taken over');
  });
});

describe('what Gmail pushes', () => {
  beforeAll(() => start(true));
  afterAll(() => stage.close());
  beforeEach(async () => {
    await begin();
    await stage.product.pool.query("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
  });

  it('makes the mailbox due at once', async () => {
    await send('pushed');
    await storedSoon('pushed');
  });

  it('twice, out of order or from long ago does no harm: the cursor never goes back (F46)', async () => {
    stage.mail.faults.add({ fault: { kind: 'push_duplicate', copies: 3 }, times: 1 });
    stage.mail.faults.add({ fault: { kind: 'push_reorder' }, times: 1 });
    await send('one');
    await send('two');
    await send('three');
    await storedSoon('one', 'two', 'three');
    await stage.settled();
    const at = await cursor();
    const looks = calls('history.list').length;
    stage.mail.admin.pushAgain(PARLEY, 1);
    await stage.mail.settled();
    await soon(() => expect(calls('history.list').length).toBeGreaterThan(looks));
    expect(await cursor()).toBe(at);
    expect(calls('messages.get')).toHaveLength(3);
  });

  it('while somebody looks is looked for once more', async () => {
    stage.mail.faults.add({
      fault: { kind: 'slow', ms: 400, when: 'after' },
      times: 1,
      match: { method: 'history.list' },
    });
    await stage.lookNow();
    await soon(async () => expect((await state()).lease).not.toBeNull());
    await new Promise((resolve) => setTimeout(resolve, 150));
    await send('in the middle');
    await storedSoon('in the middle');
  });

  it('and gets lost is asked for (F44)', async () => {
    stage.mail.faults.add({ fault: { kind: 'push_lost' }, times: 'always' });
    await stage.product.pool.query("UPDATE mailbox_sync SET due_at = now() + interval '1 s'");
    await send('silent');
    await storedSoon('silent');
  });

  it('is ordered for a week and again every day; when it cannot be, that is told (F44)', async () => {
    const watched = await state();
    expect(watched.watch_until.getTime() - Date.now()).toBeGreaterThan(6 * 86_400_000);
    expect(watched.watch_due_at.getTime() - Date.now()).toBeLessThanOrEqual(86_400_000);
    const day = {
      fault: { kind: 'api_error', status: 403, reason: 'forbidden' },
      times: 1,
      match: { method: 'watch' },
    } as const;
    stage.mail.faults.add(day);
    await stage.product.pool.query('UPDATE mailbox_sync SET watch_due_at = now(), due_at = now()');
    await soon(() => expect(calls('watch').some(({ ok }) => !ok)).toBe(true));
    await soon(async () => expect((await state()).lease).toBeNull());
    expect((await state()).problem).toBeNull();
    stage.mail.faults.add(day);
    await stage.product.pool.query(
      "UPDATE mailbox_sync SET watch_until = now() + interval '47 hours', watch_due_at = now(), due_at = now()",
    );
    await soon(async () => expect((await state()).problem).toMatch(/does not tell at once/));
    await send('all the same');
    await storedSoon('all the same');
    await stage.product.pool.query('UPDATE mailbox_sync SET watch_due_at = now(), due_at = now()');
    await soon(async () => expect((await state()).problem).toBeNull());
  });
});
