import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ChannelAdapter,
  type ChannelAddress,
  ChannelRegistry,
  type ConversationReference,
  type DeliveryResult,
  type SendContext,
} from '../../src/modules/channels/index.js';
import { brokenPromises, describeAdapterContract } from './adapter-contract.js';
import type { AdapterFixture } from './adapter-fixture.js';
import { CONTRACT, closing, reaching } from './contract-checks.js';
import { listening } from './contract-listening.js';
import { type EmailBench, startEmailBench } from './email-fixture.js';
import { recordingFixture } from './recording-fixture.js';
import { APPROVAL, answered, cardOf } from './sample-cards.js';
import { type SlackStage, startSlackStage } from './slack-fixture.js';

describeAdapterContract('EMAIL, recorded', () => recordingFixture('EMAIL'));
describeAdapterContract('SLACK, recorded', () => recordingFixture('SLACK'));

describe('channel adapter WEB', () => {
  it('is the one that cannot fail: nothing leaves for anywhere, and nothing comes in this way', async () => {
    const web = new ChannelRegistry([]).for('WEB');
    const to: ChannelAddress = { id: 'c', userId: 'u', type: 'WEB', address: 'u', integrationId: null };
    const context = { key: 'k', thread: null };
    const delivered = await web.deliver(to, cardOf(APPROVAL), context);
    if (!delivered.ok) throw new Error(delivered.message);
    expect(await web.update(to, delivered.receipt, answered(APPROVAL))).toMatchObject({ ok: true });
    expect(await web.say(to, { text: 'Got it.' }, context)).toMatchObject({ ok: true });
    expect((await web.find(to, context)).kind).toBe('absent');
    expect(web.parseInbound({ kind: 'text', text: 'approve' })).toEqual([]);
  });
});

/** Adapters with one fault each, as somebody may well write them. */
type Spoil = (good: ChannelAdapter) => Partial<ChannelAdapter>;
const again = async (send: () => Promise<DeliveryResult>) => {
  const first = await send();
  return first.ok ? first : send();
};
const asSent = (result: DeliveryResult): DeliveryResult =>
  !result.ok && result.kind === 'unknown_outcome' ? { ...result, kind: 'transient' } : result;
const thrown = (result: DeliveryResult): DeliveryResult => {
  if (!result.ok && result.kind === 'transient') throw new Error(result.message);
  return result;
};
const SPOILED: Record<string, Spoil> = {
  'sends twice to be sure': (good) => ({
    deliver: async (to, card, context) => {
      await good.deliver(to, card, context);
      return good.deliver(to, card, context);
    },
  }),
  'tries again by itself': (good) => ({
    deliver: (to, card, context) => again(() => good.deliver(to, card, context)),
  }),
  throws: (good) => ({ say: async (to, note, context) => thrown(await good.say(to, note, context)) }),
  'takes a lost reply for a failure': (good) => ({
    deliver: async (to, card, context) => asSent(await good.deliver(to, card, context)),
  }),
  'forgets how long to wait': (good) => ({
    say: async (to, note, context) => {
      const { retryAfterMs: _forgotten, ...result } = (await good.say(to, note, context)) as Record<string, unknown>;
      return result as never;
    },
  }),
  'begins a thread each time': (good) => ({
    say: (to, note, context) => good.say(to, note, { ...context, thread: null }),
  }),
  'speaks into one thread for ever': (good) => ({
    deliver: (to, card, context) => good.deliver(to, card, { ...context, thread: { threadId: 'the only one' } }),
  }),
  'swallows words': (good) => ({ say: (to, _note, context) => good.say(to, { text: 'ok' }, context) }),
  'leaves the buttons': (good) => ({
    update: (to, receipt) => good.update(to, receipt, cardOf(APPROVAL)),
  }),
  'says it anew instead of rewriting': (good) => ({
    update: async (to, receipt, card) => {
      const done = await good.update(to, receipt, card);
      return done.ok ? good.say(to, { text: 'It is answered.' }, { key: 'x', thread: receipt }) : done;
    },
  }),
  'says it anew as it grows': (good) => ({
    resay: (to, receipt, note) => good.say(to, note, { key: 'again', thread: receipt }),
  }),
  'keeps what was said before': (good) => ({
    resay: (to, receipt, note) => good.resay(to, receipt, { ...note, text: `then the last\n${note.text}` }),
  }),
  'does not know what is sensitive': (good) => ({
    deliver: (to, card, context) =>
      good.deliver(to, { ...card, question: { ...card.question, sensitive: false } }, context),
  }),
  'sends any length': (good) => ({ say: (to, note, context) => sendRaw(good, to, note.text, context.key) }),
  'lets the text act': (good) => ({
    deliver: (to, card, context) => sendRaw(good, to, card.question.question, context.key),
  }),
  'strips what is not plain ASCII': (good) => ({
    deliver: (to, card, context) =>
      good.deliver(
        to,
        { ...card, question: { ...card.question, question: card.question.question.replace(/[^\x20-\x7e]/g, '?') } },
        context,
      ),
  }),
  'ignores hanging': (good) => ({
    deliver: async (to, card, context) => {
      const late = new Promise<DeliveryResult>((resolve) =>
        setTimeout(() => resolve({ ok: false, kind: 'transient', message: 'late' }), 25),
      );
      return Promise.race([good.deliver(to, card, context), late]);
    },
  }),
  'rewrites what it does not know': () => ({ update: async (_to, receipt) => ({ ok: true, receipt }) }),
  'finds nothing': () => ({ find: async () => ({ kind: 'absent' }) }),
  'finds everything': () => ({ find: async () => ({ kind: 'found', receipt: {} }) }),
  'reads anything': () => ({
    parseInbound: () => [
      { kind: 'text', text: 'left', manner: 'direct', externalId: '1', address: 'a', thread: null, replyTo: null },
    ],
  }),
  'does not look who writes': (good) => ({
    parseInbound: (raw) => good.parseInbound(raw).map((event) => ({ ...event, address: 'mira@example.org' })),
  }),
  'takes an id of its own for each': (good) => ({
    parseInbound: (raw) => good.parseInbound(raw).map((event) => ({ ...event, externalId: String(Math.random()) })),
  }),
  'does not know what time it is': (good) => ({
    parseInbound: (raw) =>
      good.parseInbound(raw).map((event) => Object.assign(event, { writtenAt: new Date(0).toISOString() })),
  }),
  'loses what a reply belongs to': (good) => ({
    parseInbound: (raw) => good.parseInbound(raw).map((event) => ({ ...event, replyTo: null, thread: null })),
  }),
};

/** In another thread than it was told? */
const isElsewhere = (receipt: ConversationReference, { thread }: SendContext) =>
  thread !== null && receipt.threadTs !== thread.threadTs;

/** Faults that only show where threads can be lost, others read along, a reply is known by its place, or people say where they are. */
const SPOILED_IN_SLACK: Record<string, Spoil> = {
  'gives its person up with a thread': (good) => ({
    deliver: async (to, card, context) => {
      const result = await good.deliver(to, card, context);
      const lost = result.ok && isElsewhere(result.receipt, context);
      return lost ? { ok: false, kind: 'not_found', message: 'The thread is gone.' } : result;
    },
  }),
  'looks only where it was told to go': (good) => ({
    find: async (to, context) => {
      const found = await good.find(to, context);
      return found.kind === 'found' && isElsewhere(found.receipt, context) ? { kind: 'absent' } : found;
    },
  }),
  'listens to what is not for it': (good) => ({
    parseInbound: (raw) => {
      const { event, ...callback } = raw as { event?: { thread_ts?: string } };
      return good.parseInbound(event ? { ...callback, event: { thread_ts: '1.000000', ...event } } : raw);
    },
  }),
  'takes a post twice': (good) => ({
    parseInbound: (raw) =>
      good
        .parseInbound(raw)
        .map((event) => ({ ...event, externalId: String((raw as { event_id?: string }).event_id) })),
  }),
  'takes every word as said to it alone': (good) => ({
    parseInbound: (raw) =>
      good.parseInbound(raw).map((event) => (event.kind === 'text' ? { ...event, manner: 'direct' } : event)),
  }),
  'does not say on which card': (good) => ({
    parseInbound: (raw) =>
      good.parseInbound(raw).map((event) => (event.kind === 'answer' ? { ...event, card: null } : event)),
  }),
  'takes the thread for the card': (good) => ({
    parseInbound: (raw) =>
      good.parseInbound(raw).map((event) => (event.kind === 'answer' ? { ...event, card: { team: 'T0ACME' } } : event)),
  }),
  'believes whatever is typed': () => ({
    locate: async (given) => ({ ok: true, address: given, integrationId: null, label: null }),
  }),
  'takes no answer for nobody': (good) => ({
    locate: async (given) =>
      (await good.locate?.(given).catch(() => null)) ?? { ok: false, problem: 'is nobody that I know of' },
  }),
};

/** Faults that only show where what was sent stays as it is. */
const END = { text: 'Answered by Mira.' };
const SPOILED_IN_MAIL: Record<string, Spoil> = {
  'says nothing of the end': () => ({ update: async (_to, receipt) => ({ ok: true, receipt }) }),
  'says the end each time it is told': (good) => ({
    update: (to, receipt) => good.say(to, END, { key: randomUUID(), thread: receipt }),
  }),
  'says the end twice to who tells it at once': (good) => ({
    update: async (to, receipt, card) => {
      const context = { key: `end-of-${String(receipt.threadId)}`, thread: receipt };
      if (card.movedTo || (await good.find(to, context)).kind === 'found') return { ok: true, receipt };
      return good.say(to, END, context);
    },
  }),
  'takes a pointer for the end': (good) => ({
    update: (to, receipt, card) => good.update(to, receipt, { ...card, handedTo: 'Noa' }),
  }),
};

/** Past the rendering, onto the line. */
const sendRaw = (good: ChannelAdapter, to: ChannelAddress, text: string, key: string): Promise<DeliveryResult> => {
  const { channel } = good as unknown as {
    channel: { say(message: object, key: string, thread: null): Promise<never> };
  };
  return channel
    .say({ address: to.address, summary: '', text, about: null, controls: [] }, key, null)
    .then((reply) => ({ ok: true, receipt: reply }));
};

const spoiled = async (spoil: Spoil, whole: Promise<AdapterFixture>): Promise<AdapterFixture> => {
  const fixture = await whole;
  const good = fixture.adapter;
  const own = Object.fromEntries(
    (['parseInbound', 'deliver', 'update', 'say', 'resay', 'find', 'locate'] as const).flatMap((name) => {
      const method = good[name] as ((...input: never[]) => unknown) | undefined;
      return method ? [[name, method.bind(good)]] : [];
    }),
  );
  const adapter = { ...own, type: good.type, capabilities: good.capabilities, ...spoil(good) } as ChannelAdapter;
  return { ...fixture, adapter };
};

describe('the contract itself', () => {
  const caught = new Map<string, string[]>();
  let slack: SlackStage;
  let email: EmailBench;
  beforeAll(async () => {
    slack = await startSlackStage('http');
    email = await startEmailBench();
  });
  afterAll(() => Promise.all([slack.close(), email.close()]));

  it('finds no fault in an adapter that has none', async () => {
    expect(await brokenPromises(() => spoiled(() => ({}), recordingFixture('SLACK')))).toEqual([]);
    expect(await brokenPromises(() => spoiled(() => ({}), slack.fixture()))).toEqual([]);
    expect(await brokenPromises(() => spoiled(() => ({}), email.fixture()), closing)).toEqual([]);
  });

  it.each(Object.keys(SPOILED))('catches an adapter that %s', async (name) => {
    caught.set(name, await brokenPromises(() => spoiled(SPOILED[name]!, recordingFixture('SLACK'))));
    expect(caught.get(name)).not.toEqual([]);
  });

  it.each(Object.keys(SPOILED_IN_SLACK))('catches an adapter for Slack that %s', async (name) => {
    caught.set(
      name,
      await brokenPromises(() => spoiled(SPOILED_IN_SLACK[name]!, slack.fixture()), { ...reaching, ...listening }),
    );
    expect(caught.get(name)).not.toEqual([]);
  });

  it.each(Object.keys(SPOILED_IN_MAIL))('catches an adapter for mail that %s', async (name) => {
    caught.set(name, await brokenPromises(() => spoiled(SPOILED_IN_MAIL[name]!, email.fixture()), closing));
    expect(caught.get(name)).not.toEqual([]);
  });

  it('has no promise that nothing can break', () => {
    const broken = new Set([...caught.values()].flat());
    expect(Object.keys(CONTRACT).filter((name) => !broken.has(name))).toEqual([]);
  });
});
