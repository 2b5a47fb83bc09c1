import { expect } from 'vitest';
import type { ChannelNote, DeliveryResult } from '../../src/modules/channels/index.js';
import type { AdapterFixture, Mischief } from './adapter-fixture.js';
import { type ContractCheck, context, deliver, QUESTION, receiptOf } from './contract-kit.js';
import { listening } from './contract-listening.js';
import { APPROVAL, answered, cardOf, LONGEST, SESSION_ID, UNICODE } from './sample-cards.js';

/** Words of an agent, as long as they have got. */
const growing = (text: string, unfinished = true): ChannelNote => ({
  text,
  from: { agent: 'assistant', sessionId: SESSION_ID, unfinished },
});

type Send = [name: string, send: () => Promise<DeliveryResult>];
/** Every way in which something leaves for the channel. */
const sends = async (fixture: AdapterFixture): Promise<Send[]> => {
  const { adapter, address } = fixture;
  const { receipt } = await deliver(fixture, cardOf(APPROVAL));
  const grow = async (): Promise<Send> => {
    const said = receiptOf(await adapter.say(address, growing('Let me'), context(receipt)));
    return ['resay', () => adapter.resay(address, said, growing('Let me see'))];
  };
  return [
    ...(adapter.capabilities.streams ? [await grow()] : []),
    ['deliver', () => adapter.deliver(address, cardOf(QUESTION), context())],
    ['say', () => adapter.say(address, { text: 'Got it.' }, context(receipt))],
    ['update', () => adapter.update(address, receipt, answered(APPROVAL))],
  ];
};

const failures: Readonly<Record<Exclude<Mischief, 'hang'>, string>> = {
  rate_limited: 'rate_limited',
  transient: 'transient',
  unauthorized: 'unauthorized',
  not_found: 'not_found',
  rejected: 'rejected',
  lost_accepted: 'unknown_outcome',
  lost_dropped: 'unknown_outcome',
  garbage: 'unknown_outcome',
};

const sending: Record<string, ContractCheck> = {
  'delivers once, under its key, readable without any control': async (fixture) => {
    const { key } = await deliver(fixture, cardOf(APPROVAL));
    const sent = fixture.taken(key);
    expect(sent).toHaveLength(1);
    for (const words of ['May I delete the old draft?', 'delete_file', 'draft.txt', 'Approve', 'Reject'])
      expect(sent[0]?.text).toContain(words);
  },
  'goes on in the thread it is told, and begins one when it is told none': async (fixture) => {
    const { adapter, address } = fixture;
    const first = await deliver(fixture);
    const second = await deliver(fixture, cardOf(QUESTION), context(first.receipt));
    const note = context(second.receipt);
    receiptOf(await adapter.say(address, { text: 'Got it.' }, note));
    const apart = await deliver(fixture);
    const threads = [first, second, note, apart].map(({ key }) => fixture.taken(key)[0]?.thread);
    expect(threads.slice(0, 3)).toEqual(Array(3).fill(threads[0]));
    expect(threads[3]).not.toBe(threads[0]);
  },
  'says its words as they are': async (fixture) => {
    const note = context();
    receiptOf(await fixture.adapter.say(fixture.address, { text: 'Noa answered first.' }, note));
    expect(fixture.taken(note.key).map(({ text }) => text)).toEqual([expect.stringContaining('Noa answered first.')]);
  },
  'leaves nothing to click on a card that is settled, however often it is told': async (fixture) => {
    const { adapter, address } = fixture;
    const { receipt } = await deliver(fixture, cardOf(APPROVAL));
    if (adapter.capabilities.buttons)
      expect(fixture.shown(receipt)?.controls).toEqual(expect.arrayContaining(['Approve', 'Reject']));
    // What was sent stays: there its buttons lead to a page that knows better.
    if (!adapter.capabilities.update) return;
    receiptOf(await adapter.update(address, receipt, answered(APPROVAL)));
    const [once, count] = [fixture.shown(receipt), fixture.count()];
    expect(once?.controls).toEqual([]);
    expect(once?.text).toContain('Answered by Mira');
    receiptOf(await adapter.update(address, receipt, answered(APPROVAL)));
    expect([fixture.shown(receipt), fixture.count()]).toEqual([once, count]);
  },
  'lets an agent’s words grow in one message, and closes them, however often it is told': async (fixture) => {
    const { adapter, address } = fixture;
    if (!adapter.capabilities.streams) return;
    const note = context();
    const receipt = receiptOf(await adapter.say(address, growing('First one'), note));
    const count = fixture.count();
    for (const text of ['First one, then another', 'First one, then another, then the last'])
      receiptOf(await adapter.resay(address, receipt, growing(text)));
    expect(fixture.shown(receipt)?.text).toContain('then the last');
    receiptOf(await adapter.resay(address, receipt, growing('All of it.', false)));
    const closed = fixture.shown(receipt);
    expect(closed?.text).not.toContain('then the last');
    receiptOf(await adapter.resay(address, receipt, growing('All of it.', false)));
    expect([fixture.shown(receipt), fixture.count(), fixture.taken(note.key).length]).toEqual([closed, count, 1]);
  },
  'shows nothing of a sensitive question': async (fixture) => {
    const { key } = await deliver(fixture, cardOf({ ...APPROVAL, context: 'hunter2', sensitive: true }));
    const [sent] = fixture.taken(key);
    expect(JSON.stringify(sent)).not.toMatch(/hunter2|delete_file|old draft/);
    expect(sent?.text).toContain(SESSION_ID);
  },
};

const textChecks: Record<string, ContractCheck> = {
  'cuts or splits what is too long, and links to the whole': async (fixture) => {
    const { adapter, address } = fixture;
    const { key } = await deliver(fixture, cardOf(LONGEST));
    const note = context();
    receiptOf(await adapter.say(address, { text: 'n'.repeat(200_000) }, note));
    for (const { text } of [...fixture.taken(key), ...fixture.taken(note.key)])
      expect(text.length).toBeLessThanOrEqual(adapter.capabilities.maxTextLength);
    const all = fixture
      .taken(key)
      .map(({ text }) => text)
      .join('');
    if (!all.includes('c'.repeat(20_000))) expect(all).toContain(SESSION_ID);
  },
  'makes visible what would act on the line': async (fixture) => {
    const { key } = await deliver(fixture, cardOf({ ...QUESTION, question: 'user\u202egpj.exe\u0007\u200b' }));
    const text = fixture.taken(key)[0]?.text ?? '';
    expect(['\u202e', '\u0007', '\u200b'].filter((acting) => text.includes(acting))).toEqual([]);
    expect(text).toContain('U+202E');
  },
  'brings every letter across': async (fixture) => {
    const { key } = await deliver(fixture, cardOf({ ...QUESTION, question: UNICODE }));
    expect(fixture.taken(key)[0]?.text).toContain(UNICODE);
  },
};

const failing: Record<string, ContractCheck> = {
  'reports each failure as a result of its kind': async (fixture) => {
    for (const [mischief, kind] of Object.entries(failures))
      for (const [name, send] of await sends(fixture)) {
        fixture.misbehave(mischief as Mischief);
        const result = await send();
        expect([name, mischief, result.ok ? 'ok' : result.kind]).toEqual([name, mischief, kind]);
        if (!result.ok) expect(result.message).not.toBe('');
      }
  },
  'hands on how long the channel wants a pause': async (fixture) => {
    for (const [name, send] of await sends(fixture)) {
      fixture.misbehave('rate_limited');
      expect([name, await send()]).toEqual([name, expect.objectContaining({ retryAfterMs: 2_000 })]);
    }
  },
  'tries once: another try is the business of the ladder': async (fixture) => {
    for (const mischief of ['transient', 'rate_limited', 'lost_dropped', 'unauthorized'] as const)
      for (const [name, send] of await sends(fixture)) {
        fixture.misbehave(mischief);
        const before = fixture.calls();
        await send();
        expect([name, mischief, fixture.calls() - before]).toEqual([name, mischief, 1]);
      }
  },
  'bears a channel that hangs': async (fixture) => {
    for (const [name, send] of await sends(fixture)) {
      fixture.misbehave('hang');
      const result = await send();
      expect([name, result.ok || result.kind === 'unknown_outcome']).toEqual([name, true]);
    }
  },
  'refuses to rewrite what it has no receipt of, as a result': async (fixture) => {
    for (const receipt of [{}, { messageId: 7 }, { foreign: 'thing' }]) {
      const rewritten = await fixture.adapter.update(fixture.address, receipt, answered(APPROVAL));
      const resaid = await fixture.adapter.resay(fixture.address, receipt, growing('More'));
      expect([rewritten.ok, resaid.ok]).toEqual([false, false]);
    }
  },
};

const looking: Record<string, ContractCheck> = {
  'finds what arrived although nobody heard so, and with the receipt to go on with': async (fixture) => {
    const { adapter, address } = fixture;
    const lost = context();
    fixture.misbehave('lost_accepted');
    expect((await adapter.deliver(address, cardOf(APPROVAL), lost)).ok).toBe(false);
    const found = await adapter.find(address, lost);
    if (found.kind !== 'found') throw new Error(`It is there, and the adapter says ${found.kind}.`);
    receiptOf(await adapter.update(address, found.receipt, answered(APPROVAL)));
    const told = adapter.capabilities.update ? fixture.shown(found.receipt) : fixture.thread(found.receipt).at(-1);
    expect(told?.text).toContain('Answered by Mira');
  },
  'finds a note by its key': async (fixture) => {
    const note = context();
    receiptOf(await fixture.adapter.say(fixture.address, { text: 'Got it.' }, note));
    expect((await fixture.adapter.find(fixture.address, note)).kind).toBe('found');
  },
  'says that nothing is there when nothing is': async (fixture) => {
    const { adapter, address } = fixture;
    const lost = context();
    fixture.misbehave('lost_dropped');
    await adapter.deliver(address, cardOf(QUESTION), lost);
    expect((await adapter.find(address, lost)).kind).toBe('absent');
    expect((await adapter.find(address, context())).kind).toBe('absent');
  },
  'is unsure when it cannot ask, and never takes that for absence': async (fixture) => {
    const { key } = await deliver(fixture);
    fixture.hideLookups();
    expect((await fixture.adapter.find(fixture.address, { key, thread: null })).kind).toBe('unsure');
  },
};

/** Where nothing can be rewritten. */
export const closing: Record<string, ContractCheck> = {
  'says in the thread what became of a card that stays as it is, once, however often and at once it is told': async (
    fixture,
  ) => {
    const { adapter, address } = fixture;
    if (adapter.capabilities.update) return;
    const { receipt } = await deliver(fixture, cardOf(APPROVAL));
    const [before, count] = [fixture.thread(receipt), fixture.count()];
    receiptOf(await adapter.update(address, receipt, cardOf(APPROVAL, { movedTo: 'WEB' })));
    expect([fixture.thread(receipt), fixture.count()]).toEqual([before, count]);
    const tell = () => adapter.update(address, receipt, answered(APPROVAL));
    for (const told of await Promise.all([tell(), tell(), tell()])) receiptOf(told);
    receiptOf(await tell());
    const [closing, ...more] = fixture.thread(receipt).slice(before.length);
    expect([closing?.text, closing?.controls, more]).toEqual([expect.stringContaining('Answered by Mira'), [], []]);
    expect(fixture.count()).toBe(count + 1);
  },
};

/** A conversation is not its person. */
export const reaching: Record<string, ContractCheck> = {
  'reaches its person though the thread is gone, in a new one, and finds that there too': async (fixture) => {
    if (!fixture.loseThread) return;
    const { adapter, address } = fixture;
    const { receipt } = await deliver(fixture);
    for (const send of ['deliver', 'say'] as const) {
      const to = context(receipt);
      fixture.loseThread();
      const result =
        send === 'say'
          ? await adapter.say(address, { text: 'Got it.' }, to)
          : await adapter.deliver(address, cardOf(QUESTION), to);
      const sent = fixture.taken(to.key);
      expect([sent.length, sent[0]?.thread === fixture.shown(receipt)?.thread]).toEqual([1, false]);
      expect(await adapter.find(address, to)).toEqual({ kind: 'found', receipt: receiptOf(result) });
    }
  },
};

/** Every promise that holds for every channel to the outside (DESIGN.md §5). */
export const CONTRACT: Readonly<Record<string, ContractCheck>> = {
  ...sending,
  ...textChecks,
  ...failing,
  ...looking,
  ...closing,
  ...reaching,
  ...listening,
};
