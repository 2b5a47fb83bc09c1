import { describe, expect, it } from 'vitest';
import { parseControl } from './block-action.js';
import { actionId, answerValue, openValue, optionValue, sendValue } from './control-value.js';
import { readInbound } from './inbound.js';

const ID = '00000000-0000-4000-8000-00000000000b';
const HASH = 'b'.repeat(64);

const event = (over: Record<string, unknown> = {}, callback: Record<string, unknown> = {}) => ({
  token: 'x',
  type: 'event_callback',
  team_id: 'T0ACME',
  api_app_id: 'A0PARLEY',
  event_id: 'Ev1',
  event_time: 1,
  authorizations: [{ enterprise_id: null, team_id: 'T0ACME', user_id: 'U0PARLEY', is_bot: true }],
  event: {
    ...{ type: 'message', channel: 'C0GENERAL', channel_type: 'channel', user: 'U0MIRA', team: 'T0ACME' },
    ...{ ts: '5.000001', event_ts: '5.000001', client_msg_id: 'c', text: 'left', ...over },
  },
  ...callback,
});
const inThread = { thread_ts: '1.000001', parent_user_id: 'U0PARLEY' };
const dm = { channel: 'D0MIRA', channel_type: 'im' };

describe('a message', () => {
  it('in a conversation with us is for us', () =>
    expect(readInbound(event(dm))).toEqual([
      {
        kind: 'text',
        externalId: 'T0ACME:D0MIRA:5.000001',
        address: 't0acme/u0mira',
        thread: { team: 'T0ACME', channel: 'D0MIRA', threadTs: '5.000001' },
        replyTo: null,
        text: 'left',
        manner: 'direct',
        head: true,
        writtenAt: '1970-01-01T00:00:05.000001Z',
      },
    ]));

  it.each([
    ['in a thread', event(inThread), 'overheard', '1.000001'],
    ['in a thread of a private channel', event({ ...inThread, channel_type: 'group' }), 'overheard', '1.000001'],
    ['in a thread of several people', event({ ...inThread, channel_type: 'mpim' }), 'overheard', '1.000001'],
    ['in a thread, also for the channel', event({ ...inThread, subtype: 'thread_broadcast' }), 'overheard', '1.000001'],
    ['with a file', event({ ...inThread, subtype: 'file_share', files: [{ id: 'F1' }] }), 'overheard', '1.000001'],
    ['that names us', event({ text: '<@U0PARLEY> left' }), 'mention', '5.000001'],
    ['that names us in a thread', event({ ...inThread, text: '<@U0PARLEY> left' }), 'mention', '1.000001'],
    [
      'a mention',
      event({ type: 'app_mention', channel_type: undefined, text: '<@U0PARLEY> left' }),
      'mention',
      '5.000001',
    ],
    ['in a thread with us alone', event({ ...dm, ...inThread }), 'direct', '1.000001'],
  ])('%s is read', (_what, raw, manner, threadTs) =>
    expect(readInbound(raw)).toMatchObject([{ kind: 'text', text: 'left', manner, thread: { threadTs } }]),
  );

  it.each([
    ['to the channel', event()],
    ['of several people', event({ channel_type: 'mpim' })],
    ['that names somebody else', event({ text: '<@U0NOA> left' })],
    ['of ours', event({ ...dm, user: 'U0PARLEY' })],
    ['of ours, as a bot', event({ ...dm, user: 'U0PARLEY', bot_id: 'B0PARLEY' })],
    ['of another bot', event({ ...dm, user: 'U0DEPLOY', bot_id: 'B0DEPLOY' })],
    ['of an old bot', event({ ...dm, subtype: 'bot_message', bot_id: 'B1', user: undefined })],
    [
      'that was edited',
      event({
        ...inThread,
        subtype: 'message_changed',
        hidden: true,
        message: { text: 'yes' },
        user: undefined,
        text: undefined,
      }),
    ],
    [
      'that was deleted',
      event({ ...inThread, subtype: 'message_deleted', hidden: true, deleted_ts: '4.0', user: undefined }),
    ],
    ['that somebody joined', event({ subtype: 'channel_join', text: '<@U0NOA> has joined' })],
    ['about the topic', event({ subtype: 'channel_topic' })],
    ['that is hidden', event({ ...dm, hidden: true })],
    ['of a file alone', event({ ...dm, subtype: 'file_share', text: '', files: [{ id: 'F1' }] })],
    ['of nothing but our name', event({ text: '<@U0PARLEY>' })],
  ])('%s is nobody’s words to us', (_what, raw) => expect(readInbound(raw)).toEqual([]));

  it('is one, however it is told: as a mention, again, under another event', () => {
    const ids = [
      event({ text: '<@U0PARLEY> left' }),
      event({ text: '<@U0PARLEY> left', type: 'app_mention' }),
      event({ text: '<@U0PARLEY> left' }, { event_id: 'Ev2' }),
    ].map((raw) => readInbound(raw)[0]?.externalId);
    expect(new Set(ids)).toEqual(new Set(['T0ACME:C0GENERAL:5.000001']));
    expect(readInbound(event({ ...dm, ts: '6.0' }))[0]?.externalId).not.toBe(readInbound(event(dm))[0]?.externalId);
  });

  it('begins a thread, or goes on in one', () => {
    const heads = [event(dm), event({ ...dm, thread_ts: '5.000001' }), event({ ...dm, ...inThread })].map((raw) => {
      const [read] = readInbound(raw);
      return read?.kind === 'text' && read.head === true;
    });
    expect(heads).toEqual([true, true, false]);
  });

  it('of somebody from another workspace is theirs, in the thread as we have it', () =>
    expect(
      readInbound(event({ ...inThread, user: 'U0ADA', user_team: 'T0BETA', source_team: 'T0BETA' })),
    ).toMatchObject([{ address: 't0beta/u0ada', thread: { team: 'T0ACME' } }]));
});

const click = (action: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  type: 'block_actions',
  team: { id: 'T0ACME', domain: 'acme' },
  user: { id: 'U0MIRA', team_id: 'T0ACME', username: 'mira' },
  channel: { id: 'D0MIRA', name: 'directmessage' },
  container: { type: 'message', message_ts: '2.000001', channel_id: 'D0MIRA' },
  message: { type: 'message', ts: '2.000001', thread_ts: '1.000001', text: 'q' },
  trigger_id: '1.2.x',
  actions: [{ type: 'button', block_id: 'b', action_ts: '7.000001', ...action }],
  ...over,
});
const approve = answerValue(ID, { type: 'APPROVAL', decision: 'approve', bindingHash: HASH });
const APPROVE = { action_id: actionId('answer', 0), value: approve, text: { type: 'plain_text', text: 'Approve' } };

describe('a click', () => {
  it('answers, and says on which card', () => {
    expect(parseControl(click(APPROVE))).toEqual({ kind: 'answer' });
    expect(readInbound(click(APPROVE))).toEqual([
      {
        kind: 'answer',
        externalId: 'T0ACME:D0MIRA:2.000001:U0MIRA:7.000001',
        address: 't0acme/u0mira',
        thread: { team: 'T0ACME', channel: 'D0MIRA', threadTs: '1.000001' },
        replyTo: null,
        requestId: ID,
        answer: { type: 'APPROVAL', decision: 'approve', bindingHash: HASH },
        raw: 'Approve',
        card: { team: 'T0ACME', channel: 'D0MIRA', ts: '2.000001' },
        writtenAt: '1970-01-01T00:00:07.000001Z',
      },
    ]);
  });

  it('tells the key of the message, where Slack sends it along', () => {
    const metadata = { event_type: 'parley_delivery', event_payload: { key: 'k1' } };
    expect(readInbound(click(APPROVE, { message: { ts: '2.0', metadata } }))).toMatchObject([{ replyTo: 'k1' }]);
    const foreign = { ...metadata, event_type: 'other' };
    expect(readInbound(click(APPROVE, { message: { ts: '2.0', metadata: foreign } }))).toMatchObject([
      { replyTo: null },
    ]);
  });

  it('chooses in a menu', () => {
    const selected_option = { value: optionValue('dark blue'), text: { type: 'plain_text', text: '2. Dark blue' } };
    const raw = click({ type: 'static_select', action_id: actionId('choose', ID), selected_option });
    expect(parseControl(raw)).toEqual({ kind: 'answer' });
    expect(readInbound(raw)).toMatchObject([
      { requestId: ID, answer: { type: 'CHOICE', value: 'dark blue' }, raw: '2. Dark blue' },
    ]);
  });

  it('sends what was picked, for the very question', () => {
    const picks = (id: string, values: string[]) => ({
      [actionId('pick', id)]: {
        type: 'checkboxes',
        selected_options: values.map((value) => ({ value: optionValue(value) })),
      },
    });
    const other = '00000000-0000-4000-8000-00000000000c';
    const state = { values: { b1: picks(other, ['x']), b2: picks(ID, ['a', 'ü']) } };
    const send = { action_id: actionId('send', 'picked'), value: sendValue(ID) };
    expect(readInbound(click(send, { state }))).toMatchObject([
      { requestId: ID, answer: { type: 'MULTI_CHOICE', values: ['a', 'ü'] } },
    ]);
    expect(readInbound(click(send, { state: { values: {} } }))).toMatchObject([{ answer: { values: [] } }]);
  });

  it('that only opens, picks or leads elsewhere answers nothing', () => {
    const opens = click({ action_id: actionId('open', 'edit'), value: openValue(ID, 'edit') });
    expect([parseControl(opens), readInbound(opens)]).toEqual([{ kind: 'open', purpose: 'edit', requestId: ID }, []]);
    for (const id of [actionId('link', 'card'), actionId('pick', ID)])
      expect([parseControl(click({ action_id: id })), readInbound(click({ action_id: id }))]).toEqual([
        { kind: 'link' },
        [],
      ]);
  });

  it('is another one the next time, and of another person', () => {
    const ids = [
      click(APPROVE),
      click({ ...APPROVE, action_ts: '8.0' }),
      click(APPROVE, { user: { id: 'U0NOA', team_id: 'T0ACME' } }),
    ].map((raw) => readInbound(raw)[0]?.externalId);
    expect(new Set(ids).size).toBe(3);
  });

  it('of somebody from another workspace is theirs (T4)', () =>
    expect(readInbound(click(APPROVE, { user: { id: 'U0MIRA', team_id: 'T0BETA' } }))).toMatchObject([
      { address: 't0beta/u0mira', card: { team: 'T0ACME' } },
    ]));

  it('on what is no control of ours is not read', () => {
    for (const raw of [
      click({ action_id: 'approve' }),
      click({ ...APPROVE, value: 'approve' }),
      click({ ...APPROVE, value: openValue(ID, 'edit') }),
    ]) {
      expect(() => readInbound(raw)).toThrow();
    }
    expect(() => parseControl(click({ action_id: 'approve' }))).toThrow();
    expect(() => readInbound(click(APPROVE, { message: undefined }))).toThrow();
  });
});
