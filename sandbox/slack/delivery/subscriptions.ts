import type { JsonObject } from '../model.js';

/** The scope that each subscription needs; Slack sends nothing without it. null: none. */
const NEEDS: Readonly<Record<string, readonly string[] | null>> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: null,
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  tokens_revoked: null,
  app_uninstalled: null,
};

export const ALL_EVENTS: readonly string[] = Object.keys(NEEDS);

const CHANNEL_SUFFIX: Readonly<Record<string, string>> = { channel: 'channels', group: 'groups', im: 'im' };

const subscriptionOf = (event: JsonObject): string =>
  event.type === 'message' ? `message.${CHANNEL_SUFFIX[String(event.channel_type)]}` : String(event.type);

/** Does the app get this event with what it subscribed to and was granted? */
export const isSubscribed = (
  event: JsonObject,
  subscriptions: readonly string[],
  scopes: readonly string[],
): boolean => {
  const name = subscriptionOf(event);
  const needs = NEEDS[name];
  if (!subscriptions.includes(name) || needs === undefined) return false;
  return needs === null || needs.some((scope) => scopes.includes(scope));
};
