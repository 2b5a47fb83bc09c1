/** What the app may do in a workspace, and why; docs/slack/manifest.yaml asks for the same. */
export const SLACK_SCOPES = [
  // To be spoken to: mentions, threads in channels where it is a member, direct messages, /parley.
  'app_mentions:read',
  'channels:history',
  'groups:history',
  'mpim:history',
  'im:history',
  'commands',
  // To greet where it is invited, once.
  'channels:read',
  'groups:read',
  // To speak.
  'chat:write',
  'im:write',
  // To know who a member is whom somebody adds by mail address, or who asks to be linked.
  'users:read',
  'users:read.email',
] as const;
