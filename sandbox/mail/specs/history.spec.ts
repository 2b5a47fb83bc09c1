import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailSandbox } from '../types.js';
import { failureOf, oauthFor, PARLEY, withClient } from './gmail-client.js';
import { receivePushes } from './push-receiver.js';

let sandbox: MailSandbox;
let client: gmail_v1.Gmail;
const undo: (() => unknown)[] = [];
beforeEach(async () => {
  ({ sandbox, client } = await withClient({ pushRetryDelaysMs: [10, 10, 10] }));
});
afterEach(async () => {
  await sandbox.close();
  for (const step of undo.splice(0)) step();
});

const userId = 'me';
const mira = () => sandbox.person('mira@acme.example');
const start = async (): Promise<string> => (await client.users.getProfile({ userId })).data.historyId as string;
const history = async (startHistoryId: string, more: object = {}) =>
  (await client.users.history.list({ userId, startHistoryId, ...more })).data;

describe('history.list', () => {
  it('tells what came, changed and went, by type, by label and in pages', async () => {
    const from = await start();
    expect(await history(from)).toEqual({ historyId: from });
    await mira().write(PARLEY, 'one', '1');
    await mira().write(PARLEY, 'two', '2');
    const added = (await history(from, { historyTypes: ['messageAdded'] })).history ?? [];
    const [one, two] = added.map((entry) => entry.messagesAdded?.[0]?.message);
    expect([one?.labelIds, two?.labelIds]).toEqual([
      ['INBOX', 'UNREAD'],
      ['INBOX', 'UNREAD'],
    ]);
    const id = one?.id as string;
    await client.users.messages.modify({
      userId,
      id,
      requestBody: { removeLabelIds: ['UNREAD'], addLabelIds: ['STARRED'] },
    });
    await client.users.messages.delete({ userId, id });
    const kinds = (await history(from)).history?.map((entry) => Object.keys(entry).at(-1));
    expect(kinds).toEqual(['messagesAdded', 'messagesAdded', 'labelsAdded', 'labelsRemoved', 'messagesDeleted']);
    expect((await history(from, { labelId: 'STARRED' })).history?.[0]?.labelsAdded?.[0]).toMatchObject({
      message: { id },
      labelIds: ['STARRED'],
    });
    const labels = await history(from, { historyTypes: ['labelAdded', 'labelRemoved'] });
    expect(labels.history).toHaveLength(2);
    const first = await history(from, { maxResults: 3 });
    const rest = await history(from, { maxResults: 3, pageToken: first.nextPageToken });
    expect([first.history?.length, rest.history?.length, rest.nextPageToken]).toEqual([3, 2, undefined]);
    const now = await start();
    expect(now).toBe(rest.historyId);
    expect((await history(now)).history).toBeUndefined();
  });

  it('is 404 from where it was forgotten', async () => {
    const from = await start();
    await mira().write(PARLEY, 'one', '1');
    sandbox.admin.expireHistory(PARLEY);
    expect(await failureOf(history(from))).toMatchObject({ status: 404, reason: 'notFound' });
    const now = await start();
    await mira().write(PARLEY, 'two', '2');
    expect((await history(now)).history).toHaveLength(1);
    expect((await failureOf(history(''))).status).toBe(400);
  });

  it('is stale or empty when told so', async () => {
    const from = await start();
    await mira().write(PARLEY, 'one', '1');
    sandbox.faults.add({ fault: { kind: 'stale_history' }, times: 1, match: { mailbox: PARLEY } });
    sandbox.faults.add({ fault: { kind: 'empty_history', more: true }, times: 1 });
    expect((await failureOf(history(from))).status).toBe(404);
    const empty = await history(from);
    expect([empty.history, empty.nextPageToken]).toEqual([undefined, expect.any(String)]);
    expect((await history(from, { pageToken: empty.nextPageToken })).history).toHaveLength(1);
  });
});

describe('watch', () => {
  const watching = async (statuses: number[] = [], more: object = {}) => {
    const receiver = await receivePushes(statuses);
    undo.push(receiver.close);
    sandbox.connectPush({ url: receiver.url, audience: 'https://parley.example/push' });
    const { data } = await client.users.watch({ userId, requestBody: { topicName: sandbox.push.topic, ...more } });
    await sandbox.settled();
    return { ...receiver, watch: data };
  };

  it('pushes what Pub/Sub would, signed by Google', async () => {
    const { pushed, watch } = await watching();
    expect(Number(watch.expiration)).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    await mira().write(PARLEY, 'one', '1');
    await sandbox.settled();
    expect(pushed).toHaveLength(2); // one that says that the watch began
    const { data, body, authorization } = pushed[1] as (typeof pushed)[number];
    expect(data).toEqual({ emailAddress: PARLEY, historyId: Number(await start()) });
    expect(body).toMatchObject({
      subscription: 'projects/parley-sandbox/subscriptions/gmail',
      message: { messageId: expect.any(String), publishTime: expect.stringMatching(/Z$/) },
    });
    const verify = (audience: string) =>
      oauthFor(sandbox).verifyIdToken({ idToken: authorization.replace('Bearer ', ''), audience });
    const claims = (await verify('https://parley.example/push')).getPayload();
    expect(claims).toMatchObject({ email: sandbox.push.serviceAccount, email_verified: true });
    await expect(verify('https://elsewhere.example/push')).rejects.toThrow('Wrong recipient');
    sandbox.admin.rotateKeys();
    expect(await verify('https://parley.example/push')).toBeDefined();
    sandbox.admin.rotateKeys(true);
    await expect(verify('https://parley.example/push')).rejects.toThrow('No pem found');
  });

  it('signs with a key that was known before it was used', async () => {
    const { pushed } = await watching();
    const app = oauthFor(sandbox); // it keeps the keys that it fetched
    for (const subject of ['before', 'after']) {
      await mira().write(PARLEY, subject, 't');
      await sandbox.settled();
      const idToken = pushed.at(-1)?.authorization.replace('Bearer ', '') ?? '';
      expect(await app.verifyIdToken({ idToken, audience: 'https://parley.example/push' })).toBeDefined();
      sandbox.admin.rotateKeys();
    }
    const kids = pushed.slice(1).map(({ authorization }) => authorization.split('.')[0]);
    expect(new Set(kids).size).toBe(2);
  });

  it('tries again until it is acknowledged', async () => {
    const { pushed } = await watching([204, 503, 500]);
    await mira().write(PARLEY, 'one', '1');
    await sandbox.settled();
    expect(new Set(pushed.slice(1).map(({ body }) => body.message.messageId)).size).toBe(1);
    const tries = sandbox.ledger
      .entries()
      .flatMap((entry) => (entry.kind === 'push' ? [[entry.attempt, entry.outcome]] : []));
    expect(tries).toEqual([
      [0, 'acked'],
      [0, 'http_error'],
      [1, 'http_error'],
      [2, 'acked'],
    ]);
  });

  it('is about the labels that were named', async () => {
    const { pushed } = await watching([], { labelIds: ['SPAM'], labelFilterBehavior: 'exclude' });
    sandbox.admin.setFilters(PARLEY, [{ subject: 'win', action: 'spam' }]);
    await mira().write(PARLEY, 'You win', 'money');
    await mira().write(PARLEY, 'one', '1');
    await sandbox.settled();
    expect(pushed).toHaveLength(2);
  });

  it('ends with stop, with its time, and takes no topic that is not there', async () => {
    const { pushed } = await watching();
    sandbox.admin.expireWatch(PARLEY);
    await mira().write(PARLEY, 'one', '1');
    await client.users.watch({ userId, requestBody: { topicName: sandbox.push.topic } });
    await client.users.stop({ userId });
    await mira().write(PARLEY, 'two', '2');
    await sandbox.settled();
    expect(pushed).toHaveLength(2);
    for (const topicName of ['gmail', 'projects/other/topics/none'])
      expect((await failureOf(client.users.watch({ userId, requestBody: { topicName } }))).status).toBe(400);
  });

  it('loses, doubles, delays and reorders when told so', async () => {
    const { pushed } = await watching();
    const last = () => pushed.map(({ data }) => data.historyId);
    sandbox.faults.add({ fault: { kind: 'push_lost' }, times: 1 });
    await mira().write(PARLEY, 'lost', '1');
    await sandbox.settled();
    expect(pushed).toHaveLength(1);
    sandbox.faults.add({ fault: { kind: 'push_duplicate', copies: 2 }, times: 1 });
    await mira().write(PARLEY, 'thrice', '2');
    await sandbox.settled();
    expect(new Set(last().slice(1)).size).toBe(1);
    expect(pushed).toHaveLength(4);
    sandbox.faults.add({ fault: { kind: 'push_reorder' }, times: 1 });
    await mira().write(PARLEY, 'second', '3');
    await mira().write(PARLEY, 'first', '4');
    await sandbox.settled();
    const [one = 0, other = 0] = last().slice(4);
    expect(one).toBeGreaterThan(other);
    sandbox.faults.add({ fault: { kind: 'push_late', ms: 60 }, times: 1 });
    const began = Date.now();
    sandbox.admin.pushAgain(PARLEY, 1_001);
    await sandbox.settled();
    expect(Date.now() - began).toBeGreaterThanOrEqual(55);
    expect(last().at(-1)).toBe(1_001);
  });
});
