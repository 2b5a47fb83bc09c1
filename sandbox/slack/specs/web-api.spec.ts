import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../types.js';
import { clientFor, errorOf, withClient } from './web-client.js';

let slack: SlackSandbox;
let client: ReturnType<typeof clientFor>;
beforeEach(async () => {
  ({ slack, client } = await withClient());
});
afterEach(() => slack.close());

const channel = 'C0GENERAL';
const post = (text: string, more: object = {}) => client.chat.postMessage({ channel, text, ...more });

describe('tokens', () => {
  it.each([
    [undefined, 'not_authed'],
    ['xoxb-somebody-elses', 'invalid_auth'],
    ['xapp-1-A0PARLEY-1-sandbox', 'not_allowed_token_type'],
  ])('%s is refused: %s', async (token, error) => {
    expect((await errorOf(clientFor(slack, token).auth.test())).error).toBe(error);
  });

  it('names the bot, its workspace and its scopes', async () => {
    const me = await client.auth.test();
    expect(me).toMatchObject({ ok: true, team_id: 'T0ACME', user_id: 'U0PARLEY', bot_id: 'B0PARLEY' });
    expect(me.response_metadata?.scopes).toContain('chat:write');
  });

  it('dies when revoked, with the workspace, and with the app', async () => {
    await client.auth.revoke();
    expect((await errorOf(client.auth.test())).error).toBe('token_revoked');
    const second = clientFor(slack, slack.installation().botToken);
    slack.admin.disableTeam('T0ACME', true);
    expect((await errorOf(second.auth.test())).error).toBe('account_inactive');
    slack.admin.disableTeam('T0ACME', false);
    expect((await second.auth.test()).ok).toBe(true);
    slack.admin.uninstall('T0ACME');
    expect((await errorOf(second.auth.test())).error).toBe('account_inactive');
  });

  it('does only what its scopes allow', async () => {
    slack.admin.setScopes('T0ACME', ['chat:write', 'channels:history']);
    expect((await post('fine')).ok).toBe(true);
    expect(await errorOf(client.users.list({}))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:history',
    });
    const dm = slack.person('U0MIRA').dmChannel();
    expect((await errorOf(client.conversations.history({ channel: dm }))).error).toBe('missing_scope');
    expect((await errorOf(client.apiCall('chat.invented'))).error).toBe('unknown_method');
  });

  it('stays within its workspace', async () => {
    const beta = clientFor(slack, slack.installation('T0BETA').botToken);
    expect((await errorOf(beta.chat.postMessage({ channel, text: 'hi' }))).error).toBe('channel_not_found');
    expect((await errorOf(beta.users.info({ user: 'U0MIRA' }))).error).toBe('user_not_found');
  });
});

describe('messages', () => {
  it('stand in the channel and in their thread, oldest first there and newest first here', async () => {
    const root = await post('root');
    const first = await post('first', { thread_ts: root.ts });
    const second = await post('second', { thread_ts: first.ts });
    await post('later');
    const thread = await client.conversations.replies({ channel, ts: root.ts! });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['root', 'first', 'second']);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 2, latest_reply: second.ts, thread_ts: root.ts });
    const history = await client.conversations.history({ channel });
    expect(history.messages?.map(({ text }) => text)).toEqual(['later', 'root']);
  });

  it('have ids of their own however many come at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => post(String(index))));
    const ids = slack.state.messages(channel).map(({ ts }) => ts);
    expect(new Set(ids).size).toBe(30);
    expect(ids).toEqual(ids.toSorted());
  });

  it('are found by time and page by page', async () => {
    const all = [];
    for (const text of ['1', '2', '3', '4', '5']) all.push((await post(text)).ts as string);
    const texts = async (more: object) =>
      (await client.conversations.history({ channel, ...more })).messages?.map(({ text }) => text);
    expect(await texts({ oldest: all[1], latest: all[3] })).toEqual(['3']);
    expect(await texts({ oldest: all[1], latest: all[3], inclusive: true })).toEqual(['4', '3', '2']);
    const pages = [];
    for await (const page of client.paginate('conversations.history', { channel, limit: 2 })) {
      pages.push((page as { messages?: { text: string }[] }).messages?.map(({ text }) => text));
    }
    expect(pages).toEqual([['5', '4'], ['3', '2'], ['1']]);
  });

  it('keep their metadata for whoever asks for it', async () => {
    const metadata = { event_type: 'parley_question', event_payload: { key: 'k-1' } };
    const { ts } = await post('with', { metadata });
    const [plain] = (await client.conversations.history({ channel })).messages ?? [];
    expect(plain).not.toHaveProperty('metadata');
    const [whole] = (await client.conversations.history({ channel, include_all_metadata: true })).messages ?? [];
    expect(whole?.metadata).toEqual(metadata);
    const replies = await client.conversations.replies({ channel, ts: ts!, include_all_metadata: true });
    expect(replies.messages?.[0]?.metadata).toEqual(metadata);
    expect((await errorOf(post('bad', { metadata: { event_type: 'x' } }))).error).toBe('invalid_metadata_schema');
  });

  it('are changed and deleted by their author alone', async () => {
    const said = await slack.person('U0MIRA').say(channel, 'mine');
    const { ts } = await post('yours', { blocks: [{ type: 'divider' }] });
    expect((await errorOf(client.chat.update({ channel, ts: said.ts, text: 'x' }))).error).toBe('cant_update_message');
    expect((await errorOf(client.chat.delete({ channel, ts: said.ts }))).error).toBe('cant_delete_message');
    await client.chat.update({ channel, ts: ts!, text: 'ours' });
    expect(slack.state.messages(channel)[1]).toMatchObject({ text: 'ours', blocks: [{ type: 'divider' }] });
    await client.chat.update({ channel, ts: ts!, text: 'ours', blocks: [] });
    expect(slack.state.messages(channel)[1]?.blocks).toBeUndefined();
    await client.chat.delete({ channel, ts: ts! });
    expect((await errorOf(client.chat.update({ channel, ts: ts!, text: 'x' }))).error).toBe('message_not_found');
  });

  it('leave a tombstone where a thread hangs on them', async () => {
    const { ts } = await post('root');
    await post('reply', { thread_ts: ts });
    await client.chat.delete({ channel, ts: ts! });
    expect(slack.state.messages(channel)[0]).toMatchObject({ ts, subtype: 'tombstone', reply_count: 1 });
  });

  it('reach one reader alone when ephemeral', async () => {
    await client.chat.postEphemeral({ channel, user: 'U0MIRA', text: 'psst' });
    expect(slack.person('U0MIRA').ephemerals()).toMatchObject([{ text: 'psst', channel }]);
    expect([slack.person('U0NOA').ephemerals(), slack.state.messages(channel)]).toEqual([[], []]);
    const outsider = client.chat.postEphemeral({ channel, user: 'U0GUEST', text: 'psst' });
    expect((await errorOf(outsider)).error).toBe('user_not_in_channel');
  });

  it('take a reaction once', async () => {
    const { ts } = await post('look');
    await client.reactions.add({ channel, timestamp: ts!, name: 'eyes' });
    expect((await errorOf(client.reactions.add({ channel, timestamp: ts!, name: 'eyes' }))).error).toBe(
      'already_reacted',
    );
    await client.reactions.remove({ channel, timestamp: ts!, name: 'eyes' });
    expect(slack.state.messages(channel)[0]?.reactions).toEqual([]);
  });

  it('flow no faster than one a second when the rate is limited', async () => {
    slack.admin.limitRate(true);
    const burst = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => post(String(index))));
    const refused = burst.filter((entry) => entry.status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]?.reason).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
    expect((await client.chat.postMessage({ channel: 'U0MIRA', text: 'another channel' })).ok).toBe(true);
  });
});

describe('where a message cannot go', () => {
  it.each([
    ['C0LAUNCH', 'not_in_channel'],
    ['C0SECRET', 'channel_not_found'],
    ['C0NOWHERE', 'channel_not_found'],
    ['U0GONE', 'user_disabled'],
    ['U0DEPLOY', 'cannot_dm_bot'],
  ])('%s: %s', async (target, error) => {
    expect((await errorOf(client.chat.postMessage({ channel: target, text: 'hi' }))).error).toBe(error);
  });

  it('an archived channel, a closed conversation, a person who left, a thread that is not', async () => {
    const dm = slack.person('U0NOA').dmChannel();
    slack.admin.closeDm('U0NOA');
    expect(slack.person('U0NOA').dmChannel()).toBe(dm);
    expect((await errorOf(client.chat.postMessage({ channel: dm, text: 'hi' }))).error).toBe('channel_not_found');
    expect((await client.conversations.open({ users: 'U0NOA' })).channel?.id).toBe(dm);
    expect((await client.chat.postMessage({ channel: dm, text: 'hi' })).ok).toBe(true);
    slack.admin.deactivate('U0NOA', true);
    expect((await errorOf(client.chat.postMessage({ channel: dm, text: 'hi' }))).error).toBe('channel_not_found');
    expect((await errorOf(client.conversations.open({ users: 'U0NOA' }))).error).toBe('user_disabled');
    expect((await errorOf(post('hi', { thread_ts: '1700000000.000001' }))).error).toBe('thread_not_found');
    slack.admin.archive(channel, true);
    expect((await errorOf(post('hi'))).error).toBe('is_archived');
  });

  it('until the bot joins', async () => {
    await client.conversations.join({ channel: 'C0LAUNCH' });
    expect((await client.chat.postMessage({ channel: '#launch', text: 'hi' })).channel).toBe('C0LAUNCH');
  });
});

describe('people and channels', () => {
  it('are found by id and by address', async () => {
    const { user } = await client.users.lookupByEmail({ email: 'Mira@acme.example' });
    expect(user).toMatchObject({
      id: 'U0MIRA',
      team_id: 'T0ACME',
      tz: 'Europe/Berlin',
      profile: { email: 'mira@acme.example' },
    });
    expect((await errorOf(client.users.lookupByEmail({ email: 'gus@acme.example' }))).error).toBe('users_not_found');
    expect((await client.users.info({ user: 'U0GONE' })).user).toMatchObject({ deleted: true });
    slack.admin.setScopes('T0ACME', ['users:read']);
    expect((await client.users.info({ user: 'U0MIRA' })).user?.profile).not.toHaveProperty('email');
  });

  it('are listed as the bot may see them', async () => {
    slack.person('U0MIRA').dmChannel();
    const names = async (types: string) =>
      (await client.conversations.list({ types })).channels?.map(({ name, is_member }) => [name, is_member]);
    expect(await names('public_channel,private_channel')).toEqual([
      ['general', true],
      ['launch', false],
    ]);
    expect((await client.users.conversations({ types: 'im' })).channels).toHaveLength(1);
    expect((await client.conversations.members({ channel })).members).toContain('U0PARLEY');
    expect((await client.team.info()).team).toMatchObject({ id: 'T0ACME', domain: 'acme' });
  });
});
