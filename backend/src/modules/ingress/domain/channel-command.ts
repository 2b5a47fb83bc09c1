import type { PreferredChannel } from '@parley/contracts';

/** What a person can say to Parley itself instead of to the agent (FB-8, FB-14). */
export type ChannelCommand =
  | { kind: 'switch'; channel: PreferredChannel }
  | { kind: 'snooze'; when: string }
  | { kind: 'delegate'; to: string }
  | { kind: 'cancel' };

const CHANNELS: Readonly<Record<string, PreferredChannel>> = {
  slack: 'SLACK',
  email: 'EMAIL',
  mail: 'EMAIL',
  gmail: 'EMAIL',
  web: 'WEB',
  auto: 'AUTO',
};

/** The whole message or nothing: an ordinary message is never swallowed. */
export const readChannelCommand = (text: string): ChannelCommand | null => {
  const [, name, rest = ''] = /^\/(\w+)(?:\s+(\S.*))?$/s.exec(text.trim()) ?? [];
  const channel = CHANNELS[rest.trim().toLowerCase()];
  if (name === 'switch' && channel) return { kind: 'switch', channel };
  if (name === 'snooze' && rest) return { kind: 'snooze', when: rest };
  if (name === 'delegate' && rest) return { kind: 'delegate', to: rest.trim() };
  if (name === 'withdraw' && !rest) return { kind: 'cancel' };
  return null;
};
