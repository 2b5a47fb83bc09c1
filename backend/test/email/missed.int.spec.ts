import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EmailStage, PARLEY } from '../support/email/index.js';
import { soon } from '../support/product/index.js';

let stage: EmailStage;
/** The process's own clock, ahead by this. */
let aheadMs = 0;
const now = performance.now.bind(performance);
beforeAll(async () => {
  vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  stage = await EmailStage.start({ push: false });
});
afterEach(() => stage.mail.faults.clear());
afterAll(async () => {
  vi.restoreAllMocks();
  await stage.close();
});

const write = (subject: string) => stage.mail.person('ben@beta.example').write(PARLEY, subject, 'Words');
const subjects = async (): Promise<string[]> => {
  const { rows } = await stage.product.pool.query<{ raw: Buffer }>('SELECT raw FROM inbound_mail ORDER BY id');
  return rows.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString('latin1'))?.[1]?.trim() ?? '');
};
const state = async () => (await stage.product.pool.query('SELECT * FROM mailbox_sync')).rows[0];
/** Also where a pause was begun: nobody waits here for the clock. */
const lookAgain = () =>
  stage.product.pool.query(
    'UPDATE mailbox_sync SET due_at = now(), lease_until = CASE WHEN lease IS NOT NULL THEN lease_until END',
  );
/** The next look finds all that is written until then, however slowly. */
const lookNoMore = async () => {
  await stage.settled();
  await stage.product.pool.query("UPDATE mailbox_sync SET due_at = now() + interval '1 hour'");
};
const problemSoon = (problem: unknown) =>
  soon(async () => {
    await lookAgain();
    expect((await state()).problem).toEqual(problem);
  }, 15_000);
const spoil = (body: object, times: number | 'always') => {
  const fault = { kind: 'http_status', status: 200, body: JSON.stringify(body) } as const;
  stage.mail.faults.add({ fault, times, match: { method: 'messages.get' } });
};

describe('a mail that Gmail does not give out as one', () => {
  it.each([
    ['without content', { threadId: 't' }],
    ['without a time', { raw: 'YWJj', threadId: 't' }],
    ['without a thread', { raw: 'YWJj', internalDate: '1' }],
  ])('holds up no other, and is asked for again: %s', async (how, body) => {
    await lookNoMore();
    spoil(body, 1);
    await write(`first ${how}`);
    await write(`second ${how}`);
    await lookAgain();
    await soon(async () => expect((await subjects()).slice(-2)).toEqual([`second ${how}`, `first ${how}`]), 15_000);
    await problemSoon(null);
  });

  it('for a minute is passed over, which is told, and is tried again with each look back', async () => {
    await stage.settled();
    const was = Number((await state()).history_id);
    spoil({}, 'always');
    await write('stuck');
    await problemSoon('Gmail gave an answer that is no mail.');
    expect(Number((await state()).history_id)).toBe(was);
    aheadMs += 61_000;
    await problemSoon(expect.stringMatching(/^1 mail cannot be had and is tried again .* no mail\.$/));
    expect(Number((await state()).history_id)).toBeGreaterThan(was);
    stage.mail.faults.clear();
    await write('after it');
    await lookAgain();
    await soon(async () => expect(await subjects()).toContain('after it'));
    expect(await subjects()).not.toContain('stuck');
    expect((await state()).problem).toMatch(/^1 mail cannot be had/);
    // So far nobody looks back: no list has it any more.
    await stage.product.pool.query("UPDATE integration SET created_at = now() + interval '2 minutes'");
    aheadMs += 601_000;
    await problemSoon(null);
    expect(await subjects()).toContain('stuck');
  });
});
