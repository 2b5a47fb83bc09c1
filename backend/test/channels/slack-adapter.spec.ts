import { Logger } from '@nestjs/common';
import { type SlackSandbox, startSlackSandbox } from '@parley/sandbox/slack';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAddress, ConversationReference, DeliveryResult } from '../../src/modules/channels/index.js';
import { cardModal, type SlackChannelAdapter, slackClient } from '../../src/modules/channels/slack/index.js';
import { anyCard } from './random-cards.js';
import { APPROVAL, answered, cardOf, LONGEST } from './sample-cards.js';
import { adapterFor, addressOf, installationOf } from './slack-fixture.js';
import { blocksText, clickable } from './slack-reading.js';

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const receiptOf = (result: DeliveryResult): ConversationReference => {
  if (!result.ok) throw new Error(`${result.kind}: ${result.message}`);
  return result.receipt;
};

let sandbox: SlackSandbox;
let adapter: SlackChannelAdapter;
let mira: ChannelAddress;
let count = 0;
const context = (thread: ConversationReference | null = null) => ({ key: `key ${++count}`, thread });
const called = (method: string) =>
  sandbox.ledger.entries().flatMap((entry) => (entry.kind === 'call' && entry.method === method ? [entry] : []));
const posts = (key: string) =>
  called('chat.postMessage').filter(
    ({ ok, event_payload }) => ok && (event_payload as { key?: string } | undefined)?.key === key,
  );
const calls = (method: string) => called(method).length;
const shown = ({ channel, ts }: ConversationReference) => {
  const message = sandbox.state.messages(String(channel)).find((one) => one.ts === ts);
  if (!message) throw new Error('It is not there.');
  return message;
};

beforeAll(async () => {
  Logger.overrideLogger(false);
  sandbox = await startSlackSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.clear();
  adapter = adapterFor(sandbox, [installationOf(sandbox)]);
  mira = addressOf('U0MIRA');
});

describe('a lost response (F30)', () => {
  it('is found again by its marker, so that there is one post', async () => {
    const lost = context();
    sandbox.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1, match: { method: 'chat.postMessage' } });
    expect(await adapter.deliver(mira, cardOf(QUESTION), lost)).toMatchObject({ ok: false, kind: 'unknown_outcome' });
    const found = await adapter.find(mira, lost);
    expect(found).toMatchObject({ kind: 'found', receipt: { team: 'T0ACME' } });
    expect(posts(lost.key)).toHaveLength(1);
  });

  it('is found among many others, in a conversation and in a thread', async () => {
    const first = context();
    const root = receiptOf(await adapter.say(mira, { text: 'First.' }, first));
    const inThread = context(root);
    receiptOf(await adapter.say(mira, { text: 'A reply.' }, inThread));
    for (let at = 0; at < 210; at++) {
      receiptOf(await adapter.say(mira, { text: `${at}` }, context()));
      receiptOf(await adapter.say(mira, { text: `${at}` }, context(root)));
    }
    expect(await adapter.find(mira, first)).toMatchObject({ kind: 'found', receipt: { ...root } });
    expect(await adapter.find(mira, inThread)).toMatchObject({ kind: 'found', receipt: { threadTs: root.ts } });
    expect(await adapter.find(mira, context(root))).toEqual({ kind: 'absent' });
    const pages = calls('conversations.history');
    expect(await adapter.find(mira, context())).toEqual({ kind: 'absent' });
    expect(calls('conversations.history') - pages).toBe(2);
  });

  it('is not taken for lost where nobody can say: the marker is known by its own key alone', async () => {
    await sandbox.person('U0MIRA').dm('key 1');
    expect(await adapter.find(mira, { key: 'key', thread: null })).toEqual({ kind: 'absent' });
    sandbox.faults.add({ fault: { kind: 'api_error', error: 'missing_scope' }, times: 1 });
    expect(await adapter.find(mira, { key: 'key', thread: null })).toMatchObject({ kind: 'unsure' });
  });

  it('in a thread that is gone is gone with it', async () => {
    const thread = { team: 'T0ACME', channel: 'C0GENERAL', ts: '1.000000', threadTs: '1.000000' };
    expect(await adapter.find(mira, context(thread))).toEqual({ kind: 'absent' });
  });
});

describe('what goes wrong', () => {
  const answers = async (fault: Parameters<SlackSandbox['faults']['add']>[0]['fault'], method = 'chat.postMessage') => {
    sandbox.faults.add({ fault, times: 1, match: { method } });
    return adapter.deliver(mira, cardOf(QUESTION), context());
  };

  it.each([
    ['a pause (F29)', { kind: 'rate_limited', retryAfter: 30 }, 'rate_limited'],
    ['a pause of no length', { kind: 'http_status', status: 429 }, 'rate_limited'],
    ['a page instead of an answer (F32)', { kind: 'html' }, 'unknown_outcome'],
    ['a server that breaks down', { kind: 'http_status', status: 503 }, 'unknown_outcome'],
    ['a proxy that refuses', { kind: 'http_status', status: 403 }, 'transient'],
    ['a person who is gone', { kind: 'api_error', error: 'user_disabled' }, 'not_found'],
    ['a workspace that is gone', { kind: 'api_error', error: 'account_inactive' }, 'unauthorized'],
    ['an error that nobody documented', { kind: 'api_error', error: 'some_new_thing' }, 'rejected'],
    ['"ratelimited" in the body', { kind: 'api_error', error: 'ratelimited' }, 'rate_limited'],
  ] as const)('%s is told for what it is', async (_what, fault, kind) => {
    expect(await answers(fault)).toMatchObject({ ok: false, kind });
  });

  it('is told with the pause that Slack asks for', async () =>
    expect(await answers({ kind: 'rate_limited', retryAfter: 30 })).toMatchObject({ retryAfterMs: 30_000 }));

  it('before anything was sent leaves nothing open', async () => {
    for (const fault of [
      { kind: 'cut', when: 'after' },
      { kind: 'http_status', status: 500 },
      { kind: 'html' },
    ] as const)
      expect(await answers(fault, 'conversations.open')).toMatchObject({ ok: false, kind: 'transient' });
  });

  it('with Slack out of reach has sent nothing', async () => {
    const closed = await startSlackSandbox();
    const unreachable = adapterFor(closed, [installationOf(closed)]);
    await closed.close();
    const thread = { team: 'T0ACME', channel: 'D0', ts: '1.0', threadTs: '1.0' };
    for (const to of [context(), context(thread)])
      expect(await unreachable.deliver(mira, cardOf(QUESTION), to)).toMatchObject({ kind: 'transient' });
    expect(await unreachable.update(mira, thread, answered(APPROVAL))).toMatchObject({ kind: 'transient' });
    expect(await unreachable.find(mira, context(thread))).toMatchObject({ kind: 'unsure' });
  });

  it('with no installation, or none that can be asked for, is told too', async () => {
    const send = (to: ChannelAddress) => adapter.deliver(to, cardOf(QUESTION), context());
    expect(await send(addressOf('U0ADA', 'T0BETA'))).toMatchObject({ kind: 'unauthorized' });
    expect(await send({ ...mira, address: 'u0mira' })).toMatchObject({ kind: 'rejected' });
    expect(await adapter.find(addressOf('U0ADA', 'T0BETA'), context())).toMatchObject({ kind: 'unsure' });
  });
});

describe('the workspace changes (F31, F37)', () => {
  const noa = addressOf('U0NOA');
  const send = (to: ChannelAddress, thread: ConversationReference | null = null) =>
    adapter.deliver(to, cardOf(QUESTION), context(thread));
  const dmOf = (userId: string) => sandbox.person(userId).dmChannel();
  const inGeneral = async () => {
    const root = await sandbox.person('U0NOA').say('C0GENERAL', '@Parley hello');
    return { thread: { team: 'T0ACME', channel: 'C0GENERAL', threadTs: root.ts } };
  };

  it('a person who left cannot be reached', async () => {
    sandbox.admin.deactivate('U0JUN', true);
    expect(await send(addressOf('U0JUN'))).toMatchObject({ kind: 'not_found' });
    sandbox.admin.deactivate('U0JUN', false);
    expect(await send(addressOf('U0JUN'))).toMatchObject({ ok: true });
  });

  it('a channel that is archived takes nothing, and gives nothing up: its person is told alone', async () => {
    const { thread } = await inGeneral();
    const receipt = receiptOf(await send(noa, thread));
    sandbox.admin.archive('C0GENERAL', true);
    const alone = receiptOf(await send(noa, thread));
    expect(alone).toEqual({ team: 'T0ACME', channel: dmOf('U0NOA'), ts: alone.ts, threadTs: alone.ts });
    // As in a conversation of their own: there they need no call.
    expect([blocksText(shown(receipt)), blocksText(shown(alone))]).toEqual([
      expect.stringContaining('<@U0NOA>'),
      expect.not.stringContaining('<@U0NOA>'),
    ]);
    receiptOf(await adapter.say(noa, { text: 'Words.' }, context(thread)));
    expect((await adapter.update(noa, receipt, answered(APPROVAL))).ok).toBe(false);
    sandbox.admin.archive('C0GENERAL', false);
    expect(receiptOf(await send(noa, thread))).toMatchObject(thread);
  });

  it.each([
    'is_archived',
    'channel_not_found',
    'not_in_channel',
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_read_only_channel',
  ])('a thread that says %s is not the end of its person', async (error) => {
    const { thread } = await inGeneral();
    const own = receiptOf(await send(noa));
    for (const lost of [thread, own]) {
      sandbox.faults.add({ fault: { kind: 'api_error', error }, times: 1, match: { method: 'chat.postMessage' } });
      const receipt = receiptOf(await send(noa, lost));
      expect(receipt).toMatchObject({ channel: dmOf('U0NOA'), threadTs: receipt.ts });
    }
  });

  it('a person who left is not reached by a thread that is gone either', async () => {
    const { thread } = await inGeneral();
    sandbox.admin.archive('C0GENERAL', true);
    sandbox.admin.deactivate('U0NOA', true);
    const before = calls('chat.postMessage');
    expect(await send(noa, thread)).toMatchObject({ kind: 'not_found' });
    expect(calls('chat.postMessage') - before).toBeLessThan(3);
    sandbox.admin.deactivate('U0NOA', false);
    sandbox.admin.archive('C0GENERAL', false);
  });

  it('a thread whose beginning was deleted begins anew', async () => {
    const root = receiptOf(await send(noa));
    const slack = slackClient(sandbox.installation().botToken, `${sandbox.url}/api/`);
    await slack.chat.delete({ channel: String(root.channel), ts: String(root.ts) });
    const receipt = receiptOf(await send(noa, root));
    expect(receipt).toMatchObject({ channel: root.channel, threadTs: receipt.ts });
  });

  it.each([
    ['a pause', { kind: 'rate_limited', retryAfter: 30 }, 'rate_limited'],
    ['a lost response', { kind: 'cut', when: 'before' }, 'unknown_outcome'],
    ['a refusal of the message itself', { kind: 'api_error', error: 'invalid_blocks' }, 'rejected'],
  ] as const)('%s in a thread is no reason to go elsewhere', async (_what, fault, kind) => {
    const { thread } = await inGeneral();
    const before = calls('chat.postMessage');
    sandbox.faults.add({ fault, times: 1, match: { method: 'chat.postMessage' } });
    expect(await send(noa, thread)).toMatchObject({ kind });
    expect(calls('chat.postMessage') - before).toBeLessThan(2);
  });

  it('what was said alone, since the thread was gone, is found when nobody heard so', async () => {
    const { thread } = await inGeneral();
    const own = receiptOf(await send(noa));
    for (const lost of [thread, own]) {
      const to = context(lost);
      const match = { method: 'chat.postMessage' };
      sandbox.faults.add({ fault: { kind: 'api_error', error: 'restricted_action' }, times: 1, match });
      sandbox.faults.add({ fault: { kind: 'cut', when: 'after' }, times: 1, match });
      expect(await adapter.deliver(noa, cardOf(QUESTION), to)).toMatchObject({ kind: 'unknown_outcome' });
      const found = await adapter.find(noa, to);
      expect(found).toMatchObject({ kind: 'found', receipt: { channel: dmOf('U0NOA') } });
      expect(posts(to.key)).toHaveLength(1);
    }
  });

  it('what may stand in a thread that cannot be read is not said to be absent', async () => {
    const thread = { team: 'T0ACME', channel: 'C0SECRET', threadTs: '1.000000' };
    expect(await adapter.find(noa, context(thread))).toMatchObject({ kind: 'unsure' });
  });

  it('a conversation that was closed is opened again at once', async () => {
    const before = receiptOf(await send(noa));
    sandbox.admin.closeDm('U0NOA');
    expect(receiptOf(await send(noa))).toMatchObject({ channel: before.channel });
    sandbox.admin.closeDm('U0NOA');
    expect(receiptOf(await send(noa, before))).toMatchObject({ channel: before.channel });
  });

  it('a message that was deleted is not found', async () => {
    const receipt = receiptOf(await send(noa));
    const slack = slackClient(sandbox.installation().botToken, `${sandbox.url}/api/`);
    await slack.chat.delete({ channel: String(receipt.channel), ts: String(receipt.ts) });
    expect(await adapter.update(noa, receipt, answered(APPROVAL))).toMatchObject({ kind: 'not_found' });
    expect(await adapter.resay(noa, receipt, { text: 'x' })).toMatchObject({ kind: 'not_found' });
  });

  it('a token that was revoked stops it, and a new one starts it again', async () => {
    const other = await startSlackSandbox();
    const installed = [installationOf(other)];
    const revoked = adapterFor(other, installed);
    receiptOf(await revoked.deliver(mira, cardOf(QUESTION), context()));
    other.admin.revokeToken('T0ACME');
    expect(await revoked.deliver(mira, cardOf(QUESTION), context())).toMatchObject({ kind: 'unauthorized' });
    installed[0] = { ...installed[0]!, botToken: other.installation().botToken };
    expect(await revoked.deliver(mira, cardOf(QUESTION), context())).toMatchObject({ ok: true });
    await other.close();
  });
});

describe('a conversation', () => {
  it('is opened once, and a thread of a channel goes on where it began', async () => {
    const opened = calls('conversations.open');
    for (let at = 0; at < 3; at++) receiptOf(await adapter.deliver(mira, cardOf(QUESTION), context()));
    expect(calls('conversations.open') - opened).toBe(1);
    const root = await sandbox.person('U0MIRA').say('C0GENERAL', '@Parley hello');
    const thread = { team: 'T0ACME', channel: 'C0GENERAL', threadTs: root.ts };
    const receipt = receiptOf(await adapter.deliver(mira, cardOf(QUESTION), context(thread)));
    expect(receipt).toEqual({ ...thread, ts: expect.any(String) });
  });

  it('calls the person in a thread, and only there, and no longer once it is over', async () => {
    const receipt = receiptOf(await adapter.deliver(mira, cardOf(APPROVAL), context()));
    expect(blocksText(shown(receipt))).not.toContain('<@U0MIRA>');
    const second = receiptOf(await adapter.deliver(mira, cardOf(APPROVAL), context(receipt)));
    expect(blocksText(shown(second))).toContain('<@U0MIRA>');
    receiptOf(await adapter.update(mira, second, answered(APPROVAL)));
    expect(blocksText(shown(second))).not.toContain('<@U0MIRA>');
  });

  it('of another workspace is not gone on with', async () => {
    const thread = { team: 'T0BETA', channel: 'C0BETAGEN', threadTs: '1.0' };
    expect(receiptOf(await adapter.say(mira, { text: 'hi' }, context(thread)))).toMatchObject({ team: 'T0ACME' });
  });

  it('shows an agent’s words as they grow, and when they are whole', async () => {
    const from = { agent: 'assistant', sessionId: 's1', unfinished: true };
    const receipt = receiptOf(await adapter.say(mira, { text: 'Let me', from }, context()));
    expect(shown(receipt).blocks).toMatchObject([{ type: 'markdown', text: 'Let me ▍' }]);
    receiptOf(await adapter.resay(mira, receipt, { text: '**Done.**', from: { ...from, unfinished: false } }));
    expect(shown(receipt)).toMatchObject({ text: '**Done.**', blocks: [{ type: 'markdown', text: '**Done.**' }] });
  });
});

describe('everything that the core may hand over is taken by Slack', () => {
  it('any card, its rewriting and its modals', async () => {
    const slack = slackClient(sandbox.installation().botToken, `${sandbox.url}/api/`);
    const at = { team: 'T0ACME', channel: 'D0', ts: '1.0', threadTs: '1.0' };
    await fc.assert(
      fc.asyncProperty(anyCard, async (card) => {
        const receipt = receiptOf(await adapter.deliver(mira, card, context()));
        const message = shown(receipt);
        expect(message.text.length).toBeLessThanOrEqual(4_000);
        if (!card.actionable) expect(clickable(message)).toEqual([]);
        const { type } = card.question;
        // To want something else, a part is enough to see.
        const deciding = clickable(message).filter((element) => !JSON.stringify(element).includes('Request changes'));
        if (type === 'APPROVAL' && deciding.length > 0) expect(adapter.showsWhole(card)).toBe(true);
        receiptOf(await adapter.update(mira, receipt, { ...card, status: 'EXPIRED', actionable: false }));
        for (const purpose of ['answer', 'edit', 'comment'] as const) {
          const view = cardModal(card, purpose, at);
          if (!view) continue;
          // A trigger that nobody gave: Slack checks the view first.
          const refused = await slack.views.open({ trigger_id: '1.2.3', view }).catch((error) => error.data);
          expect(refused).toMatchObject({ error: expect.stringMatching(/trigger/) });
        }
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('any words, also as they grow', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      anyCard.map(({ question }) => question.context ?? ''),
    );
    const receipt = receiptOf(await adapter.say(mira, { text: 'x' }, context()));
    await fc.assert(
      fc.asyncProperty(words, fc.boolean(), fc.boolean(), async (text, agent, unfinished) => {
        const note = { text, ...(agent && { from: { agent: 'a', sessionId: 's1', unfinished } }) };
        receiptOf(await adapter.say(mira, note, context()));
        receiptOf(await adapter.resay(mira, receipt, note));
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('the longest choice, which can still be answered', async () => {
    const receipt = receiptOf(await adapter.deliver(mira, cardOf(LONGEST), context()));
    expect(clickable(shown(receipt)).map(({ type }) => type)).toEqual(['static_select']);
  });
});

describe('who is meant', () => {
  const both = () => adapterFor(sandbox, [installationOf(sandbox), installationOf(sandbox, 'T0BETA')]);

  it.each([
    ['a member id', 'u0mira', 't0acme/u0mira'],
    ['a member id with its workspace', 'T0BETA/U0ADA', 't0beta/u0ada'],
    ['a mail address', 'Mira@acme.example', 't0acme/u0mira'],
    ['a guest', 'U0GUEST', 't0acme/u0guest'],
  ])('%s', async (_what, given, address) => expect(await both().locate(given)).toMatchObject({ ok: true, address }));

  it.each([
    ['an app', 'U0DEPLOY', 'is an app, not a person'],
    ['somebody who left', 'U0GONE', 'is deactivated in the workspace Acme'],
    ['nobody', 'U0NOBODY', 'is nobody in the workspace Acme or Beta Labs'],
    ['somebody of another workspace', 'T0BETA/U0MIRA', 'is nobody in the workspace Beta Labs'],
    ['a workspace without the app', 'T0OTHER/U0MIRA', expect.stringContaining('is in no workspace')],
    ['no address', 'Mira', expect.stringContaining('is neither a Slack member ID')],
  ])('is refused: %s', async (_what, given, problem) =>
    expect(await both().locate(given)).toEqual({ ok: false, problem }),
  );

  it('is asked with the workspace where several could be meant', async () => {
    const acme = installationOf(sandbox);
    const twice = adapterFor(sandbox, [acme, { ...acme, integrationId: 'again' }]);
    expect(await twice.locate('U0MIRA')).toEqual({
      ok: false,
      problem: expect.stringContaining('such as T0ACME/U0MIRA'),
    });
  });

  it('is not known of a stranger that a shared channel shows', async () => {
    const foreign = adapterFor(sandbox, [{ ...installationOf(sandbox), teamId: 'T0HOST', teamName: 'Host' }]);
    expect(await foreign.locate('U0MIRA')).toEqual({ ok: false, problem: 'is nobody of the workspace Host itself' });
  });

  it('is asked elsewhere where one workspace is closed to us, and later where one is out of reach', async () => {
    sandbox.faults.add({ fault: { kind: 'api_error', error: 'token_revoked' }, times: 1, match: { team: 'T0BETA' } });
    expect(await both().locate('U0MIRA')).toMatchObject({ ok: true });
    sandbox.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 1, match: { team: 'T0BETA' } });
    await expect(both().locate('U0MIRA')).rejects.toThrow('Beta Labs');
  });
});
