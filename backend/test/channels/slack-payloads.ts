const event = {
  type: 'event_callback',
  team_id: 'T0ACME',
  event_id: 'Ev0001',
  event: { type: 'message', channel_type: 'im', channel: 'D0001', user: 'U0MIRA', ts: '1.000001', text: 'left' },
};
const click = {
  type: 'block_actions',
  team: { id: 'T0ACME' },
  user: { id: 'U0MIRA', team_id: 'T0ACME' },
  channel: { id: 'D0001' },
  message: { ts: '1.000001' },
  actions: [{ action_id: 'parley.answer.0', action_ts: '2.0', value: '' }],
};
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const withValue = (value: unknown) => ({ ...click, actions: [{ ...click.actions[0], value: encoded(value) }] });
const answers = withValue({ r: '00000000-0000-4000-8000-00000000000b', a: { type: 'NOTICE' } });
const view = {
  type: 'view_submission',
  team: { id: 'T0ACME' },
  user: { id: 'U0MIRA', team_id: 'T0ACME' },
  view: {
    id: 'V1',
    hash: '1.a',
    callback_id: 'parley.answer',
    private_metadata: '{}',
    blocks: [],
    state: { values: {} },
  },
};

/** What Slack never sends, or not from a control or a modal of ours. */
export const brokenPayloads = (): readonly unknown[] => [
  null,
  'approve',
  {},
  [event],
  { ...event, type: 'shout' },
  { ...event, team_id: undefined },
  { ...event, event: undefined },
  { ...event, event: { ...event.event, type: 'reaction_added' } },
  { ...event, event: { ...event.event, ts: undefined } },
  { ...event, event: { ...event.event, user: undefined } },
  { ...event, event: { ...event.event, channel_type: 'carrier pigeon' } },
  { ...event, event: { ...event.event, text: 7 } },
  click,
  { ...click, actions: [] },
  { ...click, user: {} },
  { ...click, actions: [{ ...click.actions[0], action_id: 'approve' }] },
  withValue({ r: 'no id', a: { type: 'NOTICE' } }),
  withValue({ r: '00000000-0000-4000-8000-00000000000b', a: { type: 'APPROVAL', decision: 'approve' } }),
  withValue({ r: '00000000-0000-4000-8000-00000000000b', a: { type: 'NOTICE' }, admin: true }),
  { ...answers, actions: [...answers.actions, ...answers.actions] },
  { ...answers, channel: undefined },
  view,
  { ...view, view: { ...view.view, callback_id: 'other' } },
  { ...view, view: { ...view.view, state: undefined } },
];
