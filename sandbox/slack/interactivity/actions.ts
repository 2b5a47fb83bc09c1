import type { Slack } from '../core.js';
import type { Reply } from '../delivery/transport.js';
import type { Channel, EphemeralMessage, JsonObject, Member, Message, View } from '../model.js';
import type { ActionInput, ActionOutcome } from '../types.js';
import { choiceOf, elementsOf, initialState, type Placed, stateOf } from './form-state.js';
import { newResponseUrl } from './response-urls.js';

/** What every interaction says of app, workspace and person. */
export const interactionBase = (slack: Slack, member: Member): JsonObject => {
  const team = slack.store.team(member.team_id);
  return {
    user: { id: member.id, username: member.name, name: member.name, team_id: member.team_id },
    ...{ api_app_id: slack.app.appId, token: slack.app.verificationToken },
    team: { id: member.team_id, domain: team?.domain ?? '' },
    ...{ enterprise: null, is_enterprise_install: false },
    trigger_id: slack.triggers.issue(member.team_id, member.id),
  };
};

export const acknowledged = (reply: Reply): ActionOutcome =>
  reply.outcome === 'acked' ? { ok: true } : { ok: false, error: reply.outcome };

const find = (blocks: readonly JsonObject[] | undefined, actionId: string, blockId: string | undefined): Placed => {
  const found = elementsOf(blocks).find(
    (placed) => placed.actionId === actionId && (blockId === undefined || placed.blockId === blockId),
  );
  if (!found) throw new Error(`no element ${actionId} there`);
  return found;
};

const actionOf = (slack: Slack, { blockId, actionId, element }: Placed, input: ActionInput): JsonObject => ({
  ...{ type: element.type ?? '', action_id: actionId, block_id: blockId },
  ...choiceOf(element, input),
  ...(element.placeholder !== undefined && { placeholder: element.placeholder }),
  action_ts: slack.store.nextTs(),
});

const nameOf = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
};

/** What somebody chose in the elements of a message, as long as the sandbox runs. */
const choices = new WeakMap<Message, Map<string, View['state']['values']>>();

const chooseInMessage = (
  message: Message,
  user: string,
  { blockId, actionId, element }: Placed,
  input: ActionInput,
) => {
  const ofMessage = choices.get(message) ?? new Map<string, View['state']['values']>();
  choices.set(message, ofMessage);
  const values = stateOf(message.blocks, ofMessage.get(user));
  if (initialState(element)) {
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type ?? '', ...choiceOf(element, input) } };
  }
  ofMessage.set(user, values);
  return values;
};

/** Somebody uses an element of a message. @throws Error when there is no such element */
export const actInMessage = async (
  slack: Slack,
  member: Member,
  channel: Channel,
  message: Message | EphemeralMessage,
  actionId: string,
  input: ActionInput,
): Promise<ActionOutcome> => {
  const placed = find(message.blocks, actionId, input.blockId);
  const values = chooseInMessage(message, member.id, placed, input);
  if (placed.block.type === 'input' && !placed.block.dispatch_action) return { ok: true };
  const ephemeral = 'is_ephemeral' in message;
  const {
    is_ephemeral: _,
    to: __,
    channel: ___,
    metadata: ____,
    ...shown
  } = { is_ephemeral: 0, to: 0, channel: 0, ...message };
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  const place = { team_id: member.team_id, channel: channel.id, user: member.id, ts: message.ts, ephemeral };
  const payload = {
    ...{ type: 'block_actions', ...interactionBase(slack, member) },
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
    channel: { id: channel.id, name: nameOf(channel) },
    ...(!ephemeral && { message: structuredClone(shown) }),
    state: { values },
    response_url: newResponseUrl(slack, place),
    actions: [actionOf(slack, placed, input)],
  };
  const about = { event: 'block_actions', team: member.team_id, channel: channel.id, user: member.id };
  return acknowledged(await slack.courier.ask('interactive', payload, about));
};

/** Somebody uses an element of a modal or of the home tab. */
export const actInView = async (
  slack: Slack,
  member: Member,
  view: View,
  actionId: string,
  input: ActionInput,
): Promise<ActionOutcome> => {
  const placed = find(view.blocks, actionId, input.blockId);
  const { blockId, element, block } = placed;
  if (initialState(element)) {
    const state = { type: element.type ?? '', ...choiceOf(element, input) };
    view.state.values[blockId] = { ...view.state.values[blockId], [actionId]: state };
    slack.store.changed({ users: [member.id] });
  }
  if (block.type === 'input' && !block.dispatch_action) return { ok: true };
  const payload = {
    ...{ type: 'block_actions', ...interactionBase(slack, member) },
    container: { type: 'view', view_id: view.id },
    view: structuredClone(view),
    actions: [actionOf(slack, placed, input)],
  };
  const about = { event: 'block_actions', team: member.team_id, user: member.id };
  return acknowledged(await slack.courier.ask('interactive', payload, about));
};
