import type { Slack } from '../core.js';
import type { JsonObject, Member, View } from '../model.js';

/** Somebody looks at the app's home tab. */
export const openHome = (slack: Slack, member: Member, dm: string): View | undefined => {
  const view = slack.store.data.homes.find(({ user }) => user === member.id)?.view;
  const event_ts = slack.store.nextTs();
  const event: JsonObject = { type: 'app_home_opened', user: member.id, channel: dm, tab: 'home', event_ts };
  if (view) event.view = structuredClone(view) as never;
  slack.courier.event(member.team_id, event);
  return structuredClone(view);
};
