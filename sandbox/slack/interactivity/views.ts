import { randomBytes } from 'node:crypto';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { View } from '../model.js';
import type { OpenView } from '../store/data.js';
import { named } from '../workspace/messages.js';
import { stateOf } from './form-state.js';
import type { ViewDraft } from './read-view.js';

const DEEPEST = 3;

const newHash = (): string => `${Math.floor(Date.now() / 1_000)}.${randomBytes(4).toString('hex')}`;

/** The modals of a person, the one on top last. */
export const stackOf = ({ store }: Slack, user: string): View[] =>
  store.data.views.filter((entry) => entry.user === user).map(({ view }) => view);

const uniqueExternalId = ({ store }: Slack, team: string, externalId: string | undefined, except?: View): void => {
  const all = [...store.data.views, ...store.data.homes].map(({ view }) => view);
  const isTaken = all.some((view) => view !== except && view.team_id === team && view.external_id === externalId);
  if (externalId && isTaken) throw new SlackError('duplicate_external_id');
};

const contentOf = (draft: ViewDraft, before?: View) => {
  const blocks = named(draft.blocks) ?? [];
  return {
    ...{ type: draft.type, title: draft.title, submit: draft.submit, close: draft.close, blocks },
    ...{ private_metadata: draft.private_metadata ?? '', callback_id: draft.callback_id ?? '' },
    ...{
      external_id: draft.external_id ?? '',
      hash: newHash(),
      state: { values: stateOf(blocks, before?.state.values) },
    },
    ...{ clear_on_close: draft.clear_on_close ?? false, notify_on_close: draft.notify_on_close ?? false },
  };
};

const newView = (slack: Slack, team: string, draft: ViewDraft, below: View | undefined): View => {
  uniqueExternalId(slack, team, draft.external_id);
  const id = slack.store.newId('V');
  return {
    ...{ id, team_id: team, ...contentOf(draft) },
    ...{ root_view_id: below?.root_view_id ?? id, previous_view_id: below?.id ?? null },
    ...{ app_id: slack.app.appId, app_installed_team_id: team, bot_id: slack.store.installation(team)?.bot_id ?? '' },
  };
};

const put = (slack: Slack, list: OpenView[], user: string, view: View): View => {
  list.push({ user, view });
  slack.store.changed({ users: [user] });
  return structuredClone(view);
};

/** Replaces whatever the person had open: Slack shows one stack at a time. */
export const openModal = (slack: Slack, team: string, user: string, draft: ViewDraft): View => {
  const view = newView(slack, team, draft, undefined);
  slack.store.data.views = slack.store.data.views.filter((entry) => entry.user !== user);
  return put(slack, slack.store.data.views, user, view);
};

export const pushModal = (slack: Slack, team: string, user: string, draft: ViewDraft): View => {
  const stack = stackOf(slack, user);
  if (stack.length === 0) throw new SlackError('not_found');
  if (stack.length >= DEEPEST) throw new SlackError('push_limit_reached');
  return put(slack, slack.store.data.views, user, newView(slack, team, draft, stack.at(-1)));
};

/** Other content under the same id; what was typed stays where the ids are the same. */
export const replaceView = (slack: Slack, view: View, draft: ViewDraft): View => {
  uniqueExternalId(slack, view.team_id, draft.external_id, view);
  if (draft.type !== view.type) throw new SlackError('invalid_arguments');
  Object.assign(view, contentOf(draft, view));
  const owner = [...slack.store.data.views, ...slack.store.data.homes].find((entry) => entry.view === view)?.user;
  slack.store.changed({ users: owner ? [owner] : [] });
  return structuredClone(view);
};

export const publishHome = (slack: Slack, team: string, user: string, draft: ViewDraft): View => {
  const known = slack.store.data.homes.find((entry) => entry.user === user);
  if (known) return replaceView(slack, known.view, draft);
  return put(slack, slack.store.data.homes, user, newView(slack, team, draft, undefined));
};

export const dropViews = (slack: Slack, isDropped: (entry: OpenView) => boolean): OpenView[] => {
  const dropped = slack.store.data.views.filter(isDropped);
  slack.store.data.views = slack.store.data.views.filter((entry) => !dropped.includes(entry));
  slack.store.changed({ users: dropped.map(({ user }) => user) });
  return dropped;
};
