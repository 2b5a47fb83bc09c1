import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackPerson } from '../types.js';
import { type Running, startHttpApp } from './bolt-app.js';
import { clientFor } from './web-client.js';

type Event = Record<string, unknown>;

let running: Running;
let events: Event[];
let mira: SlackPerson;
beforeEach(async () => {
  events = [];
  running = await startHttpApp((app) => {
    app.event(/.*/, async ({ event }) => void events.push(event as unknown as Event));
  });
  mira = running.slack.person('U0MIRA');
});
afterEach(() => running.stop());

/** What Bolt gave to its listeners, in the order it happened. */
const heard = async (): Promise<Event[]> => {
  await running.slack.settled();
  return events.toSorted((a, b) => Number(a.event_ts) - Number(b.event_ts));
};

describe('what an event looks like', () => {
  it('by a person, in a thread', async () => {
    const root = await mira.say('C0GENERAL', 'root');
    const reply = await running.slack.person('U0NOA').say('C0GENERAL', 'reply', root.ts);
    const [first, second] = await heard();
    expect(first).toMatchObject({
      type: 'message',
      channel: 'C0GENERAL',
      channel_type: 'channel',
      client_msg_id: expect.any(String),
    });
    expect(first).not.toHaveProperty('thread_ts');
    expect(second).toMatchObject({ ts: reply.ts, thread_ts: root.ts, parent_user_id: 'U0MIRA', user: 'U0NOA' });
    for (const name of ['subtype', 'bot_id', 'metadata']) expect(second).not.toHaveProperty(name);
  });

  it('by another bot', async () => {
    await running.slack.person('U0DEPLOY').say('C0GENERAL', 'deployed <https://acme.example|it>');
    expect(await heard()).toMatchObject([
      {
        user: 'U0DEPLOY',
        bot_id: 'B0DEPLOY',
        bot_profile: { name: 'deploybot' },
        text: 'deployed <https://acme.example|it>',
      },
    ]);
    expect(events[0]).not.toHaveProperty('client_msg_id');
  });

  it('of an edit, before and after, and of a deletion', async () => {
    const { ts } = await mira.dm('yes');
    await mira.edit(mira.dmChannel(), ts, 'no');
    await mira.remove(mira.dmChannel(), ts);
    const [, edit, deletion] = await heard();
    expect(edit).toMatchObject({
      ...{ subtype: 'message_changed', hidden: true, channel: mira.dmChannel(), channel_type: 'im' },
      message: { ts, text: 'no', user: 'U0MIRA', edited: { user: 'U0MIRA' } },
      previous_message: { ts, text: 'yes' },
    });
    expect(edit?.ts).not.toBe(ts);
    expect(deletion).toMatchObject({
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: ts,
      previous_message: { text: 'no' },
    });
  });

  it('of a file without words', async () => {
    await mira.upload(mira.dmChannel(), 'plan.pdf');
    expect(await heard()).toMatchObject([
      { subtype: 'file_share', text: '', files: [{ name: 'plan.pdf', filetype: 'pdf' }] },
    ]);
  });

  it('of a mention beside the message, under another event_id', async () => {
    await mira.say('C0GENERAL', '@Parley status?');
    const both = await heard();
    expect(both.map(({ type }) => type).toSorted()).toEqual(['app_mention', 'message']);
    expect(both[0]?.ts).toBe(both[1]?.ts);
    const ids = running.slack.ledger
      .entries()
      .flatMap((entry) => (entry.kind === 'delivery' && entry.type === 'events_api' ? [entry.event_id] : []));
    expect(new Set(ids).size).toBe(2);
  });

  it('of a reaction and of somebody who joins', async () => {
    const { ts } = await mira.say('C0GENERAL', 'look');
    await mira.react('C0GENERAL', ts, 'eyes');
    await running.slack.person('U0GUEST').joinChannel('C0GENERAL');
    const [, reaction, joined] = await heard();
    expect(reaction).toMatchObject({
      type: 'reaction_added',
      reaction: 'eyes',
      item: { channel: 'C0GENERAL', ts },
      item_user: 'U0MIRA',
    });
    expect(joined).toMatchObject({
      type: 'member_joined_channel',
      user: 'U0GUEST',
      channel: 'C0GENERAL',
      channel_type: 'C',
      team: 'T0ACME',
    });
  });

  it('of the app itself when its metadata and rewritten words come back', async () => {
    const client = clientFor(running.slack, running.slack.installation().botToken);
    const metadata = { event_type: 'q', event_payload: { key: 'secret' } };
    const { ts } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'q', metadata });
    await client.chat.update({ channel: 'C0GENERAL', ts: ts!, text: 'answered' });
    const all = await heard();
    expect(all).toMatchObject([{ subtype: 'message_changed', message: { bot_id: 'B0PARLEY', text: 'answered' } }]);
    expect(JSON.stringify(all)).not.toContain('secret');
  });
});
