import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respond } from '../../src/modules/agent/llm/prompts/assistant.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start({ DEMO_MODEL_TOKENS_PER_SECOND: '40' });
});
afterAll(() => stage.close());

/** The demo model takes some seconds for it here. */
const SLOWLY = {
  history: [{ role: 'USER' as const, text: 'Hello', at: '2026-01-01T00:00:00Z' }],
  answers: [],
};
const ended = (mira: StagePerson, sessionId: string) =>
  soon(async () => {
    const { items } = (await mira.person.get(`/api/sessions/${sessionId}/messages`)).body;
    const said = items.findLast(({ role }: { role: string }) => role === 'AGENT');
    expect(said).toMatchObject({ status: 'SENT' });
    return said as { text: string };
  });
const spoken = (mira: StagePerson) => mira.got('SLACK').filter(({ voice }) => voice);
/** A session that goes on by Slack, whose agent says and asks as it is told. */
const session = async (mira: StagePerson, play: Parameters<DeliveryStage['agent']['play']>[1]) => {
  const { id } = await mira.person.newSession(stage.agent.name);
  await mira.switchTo(id, 'SLACK');
  stage.agent.play(id, play);
  await mira.person.say(id, 'Go on.');
  return id as string;
};
const attemptsOf = async (sessionId: string) =>
  (
    await stage.product.pool.query(
      `SELECT purpose, why, status FROM delivery_attempt WHERE session_id = $1 AND message_id IS NOT NULL ORDER BY id`,
      [sessionId],
    )
  ).rows;

describe('what an agent says', () => {
  it('stands where its reader is, once, before what it asks, in one thread', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const id = await session(mira, async (ctx) => {
      await ctx.say('first', 'I looked at *both* lists.');
      await ctx.say('second', 'They are equal.');
      await ctx.ask('which', { type: 'TEXT', question: 'Which one?' });
    });
    await mira.person.pendingSoon(id);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(3));
    const got = mira.got('SLACK');
    expect(got.map(({ operation, text }) => [operation, text])).toEqual([
      ['say', 'I looked at *both* lists.'],
      ['say', 'They are equal.'],
      ['deliver', expect.stringContaining('Which one?')],
    ]);
    expect(new Set(got.map(({ threadId }) => threadId)).size).toBe(1);
    expect(await attemptsOf(id)).toEqual(Array(2).fill({ purpose: 'MESSAGE', why: 'said', status: 'ACCEPTED' }));
  });

  it('stays in the web app while its reader is there', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const id = await session(mira, async (ctx) => {
      await ctx.ask('which', { type: 'TEXT', question: 'Which one?' });
      await ctx.say('told', 'Done.');
    });
    const [request] = await mira.person.pendingSoon(id);
    await mira.switchTo(id, 'AUTO');
    await mira.person.answer(request!.id, { type: 'TEXT', text: 'Both.' });
    await mira.person.runSoon(id, 'COMPLETED');
    expect(await attemptsOf(id)).toEqual([]);
  });

  it('is told once though the reply was lost, and found by its key', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    stage.slack.faults.plan.add({
      fault: { kind: 'unknown_accepted' },
      times: 1,
      match: { address: mira.addresses.SLACK },
    });
    const id = await session(mira, async (ctx) => void (await ctx.say('told', 'Only once.')));
    await soon(async () => expect((await attemptsOf(id)).map(({ status }) => status)).toContain('ACCEPTED'));
    expect(spoken(mira).filter(({ operation }) => operation === 'say')).toHaveLength(1);
  });

  it('follows after a passing failure, and is tried no more when the address is gone', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    stage.slack.faults.plan.add({ fault: { kind: 'transient' }, times: 1, match: { address: mira.addresses.SLACK } });
    const id = await session(mira, async (ctx) => void (await ctx.say('told', 'At last.')));
    await soon(() => expect(spoken(mira).map(({ text }) => text)).toEqual(['At last.']));
    await soon(async () => expect((await attemptsOf(id)).map(({ status }) => status)).toEqual(['FAILED', 'ACCEPTED']));
    stage.slack.faults.plan.add({ fault: { kind: 'not_found' }, times: 1, match: { address: mira.addresses.SLACK } });
    const other = await session(mira, async (ctx) => void (await ctx.say('told', 'Never.')));
    await soon(async () =>
      expect(await attemptsOf(other)).toEqual([{ purpose: 'MESSAGE', why: 'said', status: 'FAILED' }]),
    );
  });

  it('grows there while it is made, and ends with all of it', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const id = await session(mira, async (ctx) => void (await ctx.say('told', respond(SLOWLY))));
    const { text } = await ended(mira, id);
    await soon(() => expect(spoken(mira).at(-1)?.text).toBe(text));
    const looks = spoken(mira);
    expect(looks.filter(({ operation }) => operation === 'say')).toHaveLength(1);
    expect(looks.length).toBeGreaterThanOrEqual(3);
    const lengths = looks.map((look) => look.text.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths[0]).toBeLessThan(text.length);
    await soon(async () =>
      expect(await attemptsOf(id)).toEqual([
        { purpose: 'MESSAGE', why: 'said', status: 'ACCEPTED' },
        { purpose: 'UPDATE', why: 'finished', status: 'ACCEPTED' },
      ]),
    );
  });

  it('ends with all of it though its first half took longer to arrive', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const late = { kind: 'hang', afterMs: 6_000 } as const;
    stage.slack.faults.plan.add({ fault: late, times: 1, match: { address: mira.addresses.SLACK, operation: 'say' } });
    const id = await session(mira, async (ctx) => void (await ctx.say('told', respond(SLOWLY))));
    const { text } = await ended(mira, id);
    await soon(() => expect(spoken(mira).at(-1)?.text).toBe(text));
    expect(spoken(mira).map(({ operation }) => operation)).toEqual(['say', 'update']);
  });
});
