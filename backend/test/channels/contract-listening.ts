import { expect } from 'vitest';
import type { ConversationReference, InboundEvent } from '../../src/modules/channels/index.js';
import type { AdapterFixture } from './adapter-fixture.js';
import { type ContractCheck, context, deliver, receiptOf } from './contract-kit.js';
import { APPROVAL, BINDING_HASH, cardOf, REQUEST_ID, UNICODE } from './sample-cards.js';

/** What an event says of where it came from fits what was sent there. */
const expectToBelong = (
  { tellsBy }: AdapterFixture,
  event: InboundEvent | undefined,
  { key, receipt }: { key: string; receipt: ConversationReference },
) => {
  if (tellsBy === 'key') return expect(event?.replyTo).toBe(key);
  expect(event?.thread).not.toBeNull();
  expect(receipt).toMatchObject(event?.thread ?? {});
};

/** What comes back, and from whom. */
export const listening: Record<string, ContractCheck> = {
  'reads a reply: who, what, to which message, in which thread': async (fixture) => {
    const { adapter, address } = fixture;
    const sent = await deliver(fixture);
    const [event, ...more] = adapter.parseInbound(await fixture.raw.reply(sent.key, UNICODE));
    expect(more).toEqual([]);
    expect(event).toMatchObject({ kind: 'text', text: UNICODE, manner: 'direct', address: address.address });
    expectToBelong(fixture, event, sent);
    const note = context(event?.thread ?? null);
    receiptOf(await adapter.say(address, { text: 'Got it.' }, note));
    expect(fixture.taken(note.key)[0]?.thread).toBe(fixture.shown(sent.receipt)?.thread);
  },
  'reads a click as the answer to what was shown, on the card that was clicked': async (fixture) => {
    const { click } = fixture.raw;
    if (!fixture.adapter.capabilities.buttons || !click) return;
    const sent = await deliver(fixture, cardOf(APPROVAL));
    const [event] = fixture.adapter.parseInbound(await click(sent.key, 'Approve'));
    const answer = { type: 'APPROVAL', decision: 'approve', bindingHash: BINDING_HASH };
    expect(event).toMatchObject({ kind: 'answer', requestId: REQUEST_ID, answer });
    expectToBelong(fixture, event, sent);
    if (fixture.tellsBy === 'key' || event?.kind !== 'answer') return;
    expect(Object.keys(event.card ?? {})).not.toEqual([]);
    expect(sent.receipt).toMatchObject(event.card ?? {});
    const other = await deliver(fixture, cardOf(APPROVAL), context(sent.receipt));
    expect(other.receipt).not.toMatchObject(event.card ?? {});
  },
  'knows when it is meant where others read along, once, and what is not for it': async (fixture) => {
    if (!fixture.raw.elsewhere) return;
    const { aside, mention } = fixture.raw.elsewhere;
    const read = (raws: unknown[]) => raws.flatMap((raw) => fixture.adapter.parseInbound(raw));
    expect(read(await aside('Who is in today?'))).toEqual([]);
    const called = read(await mention('what is new?'));
    expect(called.length).toBeGreaterThan(0);
    expect(new Set(called.map(({ externalId }) => externalId)).size).toBe(1);
    for (const event of called) expect(event).toMatchObject({ manner: 'mention', text: 'what is new?' });
  },
  'knows an out-of-office reply and a bounce for what they are': async (fixture) => {
    const { autoReply, bounce } = fixture.raw;
    if (!autoReply || !bounce) return;
    const { key } = await deliver(fixture);
    const read = (raw: unknown) => fixture.adapter.parseInbound(raw)[0];
    expect(read(await autoReply(key))).toMatchObject({ kind: 'auto_reply', replyTo: key });
    expect(read(await bounce(key, 'Mailbox full'))).toMatchObject({
      kind: 'bounce',
      replyTo: key,
      reason: expect.stringContaining('Mailbox full'),
    });
  },
  'tells when it was written or clicked, if it says so at all': async (fixture) => {
    const before = Date.now();
    const { key } = await deliver(fixture, cardOf(APPROVAL));
    const click = await fixture.raw.click?.(key, 'Approve');
    const raws = [await fixture.raw.reply(key, 'left'), ...(click === undefined ? [] : [click])];
    for (const [event] of raws.map((raw) => fixture.adapter.parseInbound(raw))) {
      const writtenAt = event?.writtenAt;
      if (writtenAt === undefined) continue;
      expect(Date.parse(writtenAt)).toBeGreaterThan(before - 1_000);
      expect(Date.parse(writtenAt)).toBeLessThan(Date.now() + 1_000);
    }
  },
  'gives the same thing the same id, and another one another': async (fixture) => {
    const { key } = await deliver(fixture);
    const id = (raw: unknown) => fixture.adapter.parseInbound(raw)[0]?.externalId;
    const raw = await fixture.raw.reply(key, 'left');
    expect(id(structuredClone(raw))).toBe(id(raw));
    expect(id(await fixture.raw.reply(key, 'left'))).not.toBe(id(raw));
  },
  'tells who really wrote, also when it is a stranger': async (fixture) => {
    const { key } = await deliver(fixture);
    const [event] = fixture.adapter.parseInbound(await fixture.raw.reply(key, 'left', fixture.stranger.writes));
    expect(event?.address).toBe(fixture.stranger.address);
  },
  'finds who is meant by what they typed, under the address that it then hears from': async (fixture) => {
    if (!fixture.whereabouts) return;
    const locate = async (given: string) => fixture.adapter.locate?.(given);
    const { given, nobody } = fixture.whereabouts;
    expect(await locate(given)).toMatchObject({ ok: true, address: fixture.address.address });
    expect(await locate(nobody)).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
    fixture.hideLookups();
    await expect(locate(nobody)).rejects.toThrow();
  },
  'takes nothing that the channel does not send': async (fixture) => {
    const broken = fixture.raw.broken();
    expect(broken.length).toBeGreaterThan(5);
    for (const raw of broken)
      expect(() => fixture.adapter.parseInbound(raw), JSON.stringify(raw)?.slice(0, 200)).toThrow();
  },
};
