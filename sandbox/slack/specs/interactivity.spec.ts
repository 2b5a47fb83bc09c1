import type { App, BlockAction, types, ViewOutput } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { View } from '../model.js';
import { QUICK, type Running, startHttpApp, until } from './bolt-app.js';
import { clientFor, errorOf } from './web-client.js';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const input = (block_id: string, element: object, more: object = {}): types.KnownBlock =>
  ({ type: 'input', block_id, label: plain(block_id), element, ...more }) as types.KnownBlock;
const modal = (callback_id: string, blocks: types.KnownBlock[], more: object = {}): types.ModalView => ({
  ...{ type: 'modal', callback_id, title: plain(callback_id), submit: plain('Send'), blocks },
  ...more,
});
const FORM = [
  input('size', { type: 'static_select', action_id: 'size', options: [option('s'), option('m')] }),
  input('extras', { type: 'checkboxes', action_id: 'extras', options: [option('x'), option('y')] }, { optional: true }),
  input('day', { type: 'datepicker', action_id: 'day', initial_date: '2026-12-24' }),
  input('count', { type: 'number_input', action_id: 'count', is_decimal_allowed: false }, { optional: true }),
  input('note', { type: 'plain_text_input', action_id: 'note', min_length: 3, max_length: 5, initial_value: 'four' }),
];
const BUTTON = {
  type: 'actions' as const,
  block_id: 'row',
  elements: [
    { type: 'button' as const, action_id: 'open', text: plain('Open') },
    { type: 'static_select' as const, action_id: 'pick', options: [option('a'), option('b')] },
  ],
};

/** An app that posted one message with a button, which opens what `view` says. */
const begin = async (listeners: (app: App) => void, view?: types.ModalView, sandbox = QUICK) => {
  const actions: BlockAction[] = [];
  running = await startHttpApp(
    (app) => {
      app.action(/.*/, async ({ ack, body }) => {
        await ack();
        const action = body as BlockAction;
        actions.push(action);
        const isOpen = action.actions[0]?.action_id === 'open';
        if (view && isOpen) await app.client.views.open({ trigger_id: action.trigger_id, view });
      });
      listeners(app);
    },
    {},
    sandbox,
  );
  const { slack } = running;
  const client = clientFor(slack, slack.installation().botToken);
  const { ts } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'q', blocks: [BUTTON] });
  const mira = slack.person('U0MIRA');
  const open = async (): Promise<View> => {
    await mira.click('C0GENERAL', ts!, 'open');
    return mira.waitForView();
  };
  return { slack, client, actions, mira, ts: ts!, open };
};

describe('a form', () => {
  it('starts with what the app put in and sends what was chosen', async () => {
    const sent: ViewOutput['state'][] = [];
    const { open, mira } = await begin(
      (app) => app.view('form', async ({ ack, view }) => ack().then(() => void sent.push(view.state))),
      modal('form', FORM),
    );
    const view = await open();
    expect(view.state.values.size).toEqual({ size: { type: 'static_select', selected_option: null } });
    expect(await mira.submit(view.id, { count: 'many', note: 'no' })).toEqual({
      kind: 'errors',
      errors: {
        size: 'Please complete this required field.',
        count: 'Please enter a number.',
        note: 'Please enter at least 3 characters.',
      },
    });
    expect(await mira.submit(view.id, { size: 'm', extras: ['x', 'y'], count: '3', note: 'five!' })).toEqual({
      kind: 'closed',
    });
    expect(sent).toEqual([
      {
        values: {
          size: { size: { type: 'static_select', selected_option: option('m') } },
          extras: { extras: { type: 'checkboxes', selected_options: [option('x'), option('y')] } },
          day: { day: { type: 'datepicker', selected_date: '2026-12-24' } },
          count: { count: { type: 'number_input', value: '3' } },
          note: { note: { type: 'plain_text_input', value: 'five!' } },
        },
      },
    ]);
  });

  it('is updated, pushed upon and cleared as the app answers', async () => {
    const steps = [
      { response_action: 'update' as const, view: modal('second', FORM.slice(4)) },
      { response_action: 'push' as const, view: modal('third', FORM.slice(4)) },
      { response_action: 'clear' as const },
    ];
    const { open, mira, slack } = await begin(
      (app) => app.view(/.*/, async ({ ack }) => ack(steps.shift() as never)),
      modal('first', FORM.slice(3)),
    );
    const first = await open();
    const updated = await mira.submit(first.id, { note: 'kept' });
    expect(updated).toMatchObject({ kind: 'updated', view: { id: first.id, callback_id: 'second' } });
    expect(mira.openView()?.state.values.note?.note?.value).toBe('kept');
    const pushed = await mira.submit(first.id);
    expect(pushed).toMatchObject({
      kind: 'updated',
      view: { callback_id: 'third', previous_view_id: first.id, root_view_id: first.id },
    });
    expect(slack.state.views('U0MIRA')).toHaveLength(2);
    expect(await mira.submit(mira.openView()!.id)).toEqual({ kind: 'closed' });
    expect(slack.state.views('U0MIRA')).toEqual([]);
  });

  it('stays open when the app answers nonsense or not at all', async () => {
    const answers = [
      { response_action: 'errors', errors: { nowhere: 'x' } },
      { response_action: 'update', view: modal('x'.repeat(30), []) },
    ];
    const { open, mira } = await begin(
      (app) => app.view('form', async ({ ack }) => (answers.length ? ack(answers.shift() as never) : undefined)),
      modal('form', FORM.slice(4)),
    );
    const { id } = await open();
    expect(await mira.submit(id)).toEqual({ kind: 'failed', error: 'invalid_errors' });
    expect(await mira.submit(id)).toMatchObject({ kind: 'failed', error: expect.stringContaining('/view/title/text') });
    expect(await mira.submit(id)).toMatchObject({ kind: 'failed' });
    expect(mira.openView()?.id).toBe(id);
  });

  it('tells that it was closed where the app wants to know', async () => {
    const closed: unknown[] = [];
    const { open, mira } = await begin(
      (app) =>
        app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) =>
          ack().then(() => void closed.push((body as { is_cleared: boolean }).is_cleared)),
        ),
      modal('form', [], { notify_on_close: true }),
    );
    await mira.closeView((await open()).id);
    await mira.closeView((await open()).id, { clear: true });
    expect([closed, mira.openView()]).toEqual([[false, true], undefined]);
  });
});

describe('triggers and views', () => {
  it('a trigger opens one view, soon', async () => {
    const { client, mira, ts, actions } = await begin(() => undefined, undefined, { ...QUICK, triggerLifetimeMs: 500 });
    await mira.click('C0GENERAL', ts, 'open');
    const trigger_id = actions[0]!.trigger_id;
    expect((await client.views.open({ trigger_id, view: modal('a', []) })).ok).toBe(true);
    expect((await errorOf(client.views.open({ trigger_id, view: modal('a', []) }))).error).toBe('exchanged_trigger_id');
    await mira.click('C0GENERAL', ts, 'open');
    await new Promise((resolve) => setTimeout(resolve, 550));
    const late = client.views.open({ trigger_id: actions[1]!.trigger_id, view: modal('a', []) });
    expect((await errorOf(late)).error).toBe('expired_trigger_id');
  });

  it('one stack of views is open at a time', async () => {
    const { open, slack, mira, ts } = await begin(() => undefined, modal('a', []));
    const first = await open();
    await mira.click('C0GENERAL', ts, 'open');
    await until(() => mira.openView()?.id !== first.id, 'another view');
    expect(slack.state.views('U0MIRA')).toHaveLength(1);
  });

  it('a view is updated by id, external id and hash; three lie upon each other at most', async () => {
    const { client, mira, ts, actions, open } = await begin(() => undefined, modal('a', [], { external_id: 'mine' }));
    const { id, hash } = await open();
    const fresh = await client.views.update({
      external_id: 'mine',
      view: modal('b', [], { external_id: 'mine' }),
      hash,
    });
    expect(fresh.view).toMatchObject({ id, callback_id: 'b' });
    expect((await errorOf(client.views.update({ view_id: id, view: modal('c', []), hash }))).error).toBe(
      'hash_conflict',
    );
    expect((await errorOf(client.views.update({ view_id: 'V0NONE', view: modal('c', []) }))).error).toBe('not_found');
    const push = async () => {
      await mira.click('C0GENERAL', ts, 'pick', { option: 'a' });
      return client.views.push({ trigger_id: actions.at(-1)!.trigger_id, view: modal('more', []) });
    };
    await push();
    await push();
    expect((await errorOf(push())).error).toBe('push_limit_reached');
  });

  it('the home tab belongs to one person and is there when opened again', async () => {
    const heard: unknown[] = [];
    const { client, mira, slack, actions } = await begin((app) =>
      app.event(
        'app_home_opened',
        async ({ event }) => void heard.push([event.user, event.tab, event.view?.callback_id]),
      ),
    );
    expect(await mira.openHome()).toBeUndefined();
    await client.views.publish({ user_id: 'U0MIRA', view: { type: 'home', callback_id: 'h', blocks: [BUTTON] } });
    const home = await mira.openHome();
    await slack.settled();
    expect(heard).toEqual([
      ['U0MIRA', 'home', undefined],
      ['U0MIRA', 'home', 'h'],
    ]);
    await client.views.publish({ user_id: 'U0NOA', view: { type: 'home', callback_id: 'n', blocks: [] } });
    expect(slack.state.home('U0NOA')?.callback_id).toBe('n');
    expect(slack.state.home('U0MIRA')?.callback_id).toBe('h');
    expect(await mira.clickInView(home!.id, 'pick', { option: 'b' })).toEqual({ ok: true });
    expect(actions.at(-1)).toMatchObject({
      container: { type: 'view', view_id: home!.id },
      actions: [{ selected_option: option('b') }],
    });
    expect(actions.at(-1)).not.toHaveProperty('response_url');
  });
});

describe('messages that are used', () => {
  it('tell what stands chosen in them, person by person', async () => {
    const { mira, slack, ts, actions } = await begin(() => undefined);
    await mira.click('C0GENERAL', ts, 'pick', { option: 'b' });
    await mira.click('C0GENERAL', ts, 'open');
    await slack.person('U0NOA').click('C0GENERAL', ts, 'open');
    const picked = actions.map(({ state }) => state?.values.row?.pick?.selected_option?.value);
    expect(picked).toEqual(['b', 'b', undefined]);
    await expect(mira.click('C0GENERAL', ts, 'pick', { option: 'z' })).rejects.toThrow('no option z');
    await expect(slack.person('U0GUEST').say('C0GENERAL', 'hi')).rejects.toThrow('is not in C0GENERAL');
  });

  it('are answered to one alone, changed and deleted by their response_url, five times at most', async () => {
    const { mira, slack, ts, actions } = await begin(() => undefined);
    await mira.click('C0GENERAL', ts, 'open');
    const url = actions[0]!.response_url;
    const respond = async (body: object) => {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return [answer.status, ((await answer.json()) as { error?: string }).error];
    };
    expect(await respond({ text: 'psst' })).toEqual([200, undefined]);
    expect(mira.ephemerals()).toMatchObject([{ text: 'psst', channel: 'C0GENERAL', user: 'U0PARLEY' }]);
    expect(await respond({ text: 'all', response_type: 'in_channel' })).toEqual([200, undefined]);
    expect(await respond({ text: '' })).toEqual([404, 'no_text']);
    expect(await respond({ delete_original: true })).toEqual([200, undefined]);
    expect(slack.state.messages('C0GENERAL').map(({ text }) => text)).toEqual(['all']);
    expect(await respond({ replace_original: true, text: 'too late' })).toEqual([404, 'message_not_found']);
    expect(await respond({ text: 'once more' })).toEqual([404, 'used_url']);
    const uses = slack.ledger.entries().filter((entry) => entry.kind === 'response_url');
    expect(uses.map(({ ok }) => ok)).toEqual([true, true, false, true, false, false]);
  });

  it('are used where they are ephemeral too', async () => {
    const { client, mira, slack, actions } = await begin((app) =>
      app.action('open', async ({ respond }) => void (await respond({ replace_original: true, text: 'done' }))),
    );
    const { message_ts } = await client.chat.postEphemeral({
      channel: 'C0GENERAL',
      user: 'U0MIRA',
      text: 'only you',
      blocks: [BUTTON],
    });
    await mira.click('C0GENERAL', message_ts!, 'open');
    await until(() => mira.ephemerals()[0]?.text === 'done', 'the replaced one');
    expect(actions[0]).toMatchObject({ container: { is_ephemeral: true, message_ts } });
    expect(actions[0]).not.toHaveProperty('message');
    await expect(slack.person('U0NOA').click('C0GENERAL', message_ts!, 'open')).rejects.toThrow('no message');
  });
});
