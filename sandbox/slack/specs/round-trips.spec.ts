import type { types } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Running, startHttpApp, startSocketApp, until } from './bolt-app.js';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const QUESTION: types.KnownBlock[] = [
  { type: 'section', block_id: 'q', text: { type: 'mrkdwn', text: 'Deploy *now*?' } },
  {
    type: 'actions',
    block_id: 'answers',
    elements: [
      { type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Yes' }, value: 'opaque-1' },
      { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'Say more' }, value: 'opaque-2' },
    ],
  },
];

const MODAL = {
  type: 'modal' as const,
  callback_id: 'comment',
  title: { type: 'plain_text' as const, text: 'A comment' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      ...{ type: 'input' as const, block_id: 'words', label: { type: 'plain_text' as const, text: 'Your words' } },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
};

/** Asks, follows up, and keeps what it heard. */
const asker = (heard: unknown[]) => (app: Running['app']) => {
  app.message(async ({ message, say }) => {
    if (message.subtype !== undefined) return; // such as the rewritten question
    heard.push(message);
    await say({ text: 'Deploy now?', blocks: QUESTION, thread_ts: message.ts });
  });
  app.action('yes', async ({ ack, body, action, respond }) => {
    await ack();
    heard.push({ action, body });
    await respond({ replace_original: true, text: 'Deployed.' });
  });
  app.action('more', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: MODAL });
  });
  app.view('comment', async ({ ack, view }) => {
    const words = view.state.values.words?.text?.value ?? '';
    heard.push({ words });
    if (words.length < 5) await ack({ response_action: 'errors', errors: { words: 'Say a little more.' } });
    else await ack();
  });
  app.command('/parley', async ({ ack, command }) => {
    heard.push({ command });
    if (command.text === 'loud') await ack({ response_type: 'in_channel', text: 'Everybody: hello' });
    else await ack(`You said ${command.text}`);
  });
};

const modes = [
  ['over HTTP', startHttpApp],
  ['in Socket Mode', startSocketApp],
] as const;

describe.each(modes)('Bolt %s', (_, start) => {
  const begin = async (heard: unknown[]): Promise<Running> => {
    running = await start(asker(heard));
    return running;
  };
  const askMira = async ({ slack }: Running) => {
    const mira = slack.person('U0MIRA');
    const said = await mira.dm('Hello <you> & co');
    await until(() => mira.messages(mira.dmChannel()).length === 2, 'the question');
    const [, question] = mira.messages(mira.dmChannel());
    return { mira, said, question: question! };
  };

  it('hears a direct message and answers in its thread', async () => {
    const heard: Record<string, unknown>[] = [];
    const { said, question } = await askMira(await begin(heard));
    expect(heard[0]).toMatchObject({
      ...{ type: 'message', channel_type: 'im', user: 'U0MIRA', ts: said.ts, event_ts: said.ts, team: 'T0ACME' },
      text: 'Hello &lt;you&gt; &amp; co',
    });
    expect(question).toMatchObject({
      thread_ts: said.ts,
      parent_user_id: 'U0MIRA',
      bot_id: 'B0PARLEY',
      app_id: 'A0PARLEY',
    });
    expect(heard).toHaveLength(1); // what the bot says comes back as an event too, and Bolt leaves it out
  });

  it('gets a click with its place, and rewrites the message by response_url', async () => {
    const heard: { action?: object; body?: object }[] = [];
    const begun = await begin(heard);
    const { mira, said, question } = await askMira(begun);
    expect(await mira.click(mira.dmChannel(), question.ts, 'yes')).toEqual({ ok: true });
    await until(() => mira.messages(mira.dmChannel())[1]?.text === 'Deployed.', 'the rewritten question');
    expect(heard[1]?.action).toMatchObject({
      type: 'button',
      action_id: 'yes',
      block_id: 'answers',
      value: 'opaque-1',
    });
    expect(heard[1]?.body).toMatchObject({
      ...{ type: 'block_actions', user: { id: 'U0MIRA', team_id: 'T0ACME' }, team: { id: 'T0ACME', domain: 'acme' } },
      container: {
        type: 'message',
        message_ts: question.ts,
        channel_id: mira.dmChannel(),
        is_ephemeral: false,
        thread_ts: said.ts,
      },
      message: { ts: question.ts, text: 'Deploy now?' },
    });
  });

  it('opens a modal, refuses what is too short, and takes the rest', async () => {
    const heard: unknown[] = [];
    const { mira, question } = await askMira(await begin(heard));
    await mira.click(mira.dmChannel(), question.ts, 'more');
    const view = await mira.waitForView();
    expect(view).toMatchObject({ callback_id: 'comment', state: { values: { words: { text: { value: null } } } } });
    expect(await mira.submit(view.id)).toEqual({
      kind: 'errors',
      errors: { words: 'Please complete this required field.' },
    });
    expect(await mira.submit(view.id, { text: 'no' })).toEqual({
      kind: 'errors',
      errors: { words: 'Say a little more.' },
    });
    expect(mira.openView()?.id).toBe(view.id);
    expect(await mira.submit(view.id, { text: 'Only after lunch' })).toEqual({ kind: 'closed' });
    expect(mira.openView()).toBeUndefined();
    expect(heard.slice(1)).toEqual([{ words: 'no' }, { words: 'Only after lunch' }]);
  });

  it('answers a command to the one who gave it, or to all', async () => {
    const heard: unknown[] = [];
    const { slack } = await begin(heard);
    const mira = slack.person('U0MIRA');
    const quiet = await mira.command('/parley', 'status', 'C0GENERAL');
    expect(quiet).toMatchObject({ ok: true, reply: { text: 'You said status', to: 'U0MIRA' } });
    expect(mira.messages('C0GENERAL')).toEqual([]);
    expect(mira.ephemerals()).toHaveLength(1);
    await mira.command('/parley', 'loud', 'C0GENERAL');
    expect(mira.messages('C0GENERAL').map(({ text }) => text)).toEqual(['Everybody: hello']);
    expect(heard[0]).toMatchObject({
      command: { command: '/parley', team_id: 'T0ACME', channel_name: 'general', user_id: 'U0MIRA' },
    });
    expect(await mira.command('/other', '', 'C0GENERAL')).toEqual({
      ok: false,
      error: '/other is not a valid command.',
    });
  });
});
