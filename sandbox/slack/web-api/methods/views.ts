import { SlackError } from '../../errors.js';
import { readView } from '../../interactivity/read-view.js';
import { openModal, publishHome, pushModal, replaceView } from '../../interactivity/views.js';
import type { View } from '../../model.js';
import { findMember } from '../find.js';
import { type BotCall, botMethod, type Method } from '../method.js';

const viewOf = ({ args }: BotCall, types: readonly ('modal' | 'home')[]) => readView(args.json('view'), types);

const open = (call: BotCall): object => {
  const view = viewOf(call, ['modal']);
  const user = call.slack.triggers.exchange(call.args.required('trigger_id', 'invalid_trigger_id'), call.team.id);
  return { view: openModal(call.slack, call.team.id, user, view) };
};

const push = (call: BotCall): object => {
  const view = viewOf(call, ['modal']);
  const user = call.slack.triggers.exchange(call.args.required('trigger_id', 'invalid_trigger_id'), call.team.id);
  return { view: pushModal(call.slack, call.team.id, user, view) };
};

const find = ({ slack, args, team }: BotCall): View => {
  const [id, external] = [args.text('view_id'), args.text('external_id')];
  const all = [...slack.store.data.views, ...slack.store.data.homes].map(({ view }) => view);
  const found = all.find((view) => (id === undefined ? view.external_id === external : view.id === id));
  if (found?.team_id !== team.id || (id ?? external) === undefined) throw new SlackError('not_found');
  return found;
};

const checkHash = ({ args }: BotCall, view: View): void => {
  const hash = args.text('hash');
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
};

const update = (call: BotCall): object => {
  const view = viewOf(call, ['modal', 'home']);
  const old = find(call);
  checkHash(call, old);
  return { view: replaceView(call.slack, old, view) };
};

const publish = (call: BotCall): object => {
  const user = findMember(call, call.args.required('user_id', 'invalid_arguments'));
  const view = viewOf(call, ['home']);
  const known = call.slack.store.data.homes.find((entry) => entry.user === user.id)?.view;
  if (known) checkHash(call, known);
  return { view: publishHome(call.slack, call.team.id, user.id, view) };
};

export const viewMethods: Record<string, Method> = {
  'views.open': botMethod([], open),
  'views.push': botMethod([], push),
  'views.update': botMethod([], update),
  'views.publish': botMethod([], publish),
};
