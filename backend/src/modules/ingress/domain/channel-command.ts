import type { PreferredChannel } from '@parley/contracts';
import { withoutCourtesy } from '../../feedback/domain/answer-grammar/courtesy.js';
import { normalise } from '../../feedback/domain/answer-grammar/normalise.js';
import { isTime } from '../../feedback/domain/snooze-time.js';
import { CHANNEL_NAMES, switchAskedFor } from './switch-phrases.js';

/** What a person can say to Parley itself instead of to the agent (FB-8, FB-14). */
export type ChannelCommand =
  | { kind: 'switch'; channel: PreferredChannel }
  | { kind: 'snooze'; when: string }
  | { kind: 'delegate'; to: string }
  | { kind: 'cancel' }
  /** One of these, but not as it is meant: told, instead of given to an agent that knows nothing of it. */
  | { kind: 'usage'; text: string };

/** Longer than any command, a mail address included. */
const MAX_LENGTH = 400;
const MAX_TIME = 80;

const ADDRESS = /^[^\s@<>|]+@[^\s@<>|]+\.[^\s@<>|]+$/;

/** Slack turns an address into `<mailto:a@b.c|a@b.c>`. */
const delegateTo = (words: string): ChannelCommand | null => {
  const to = words.replace(/^<(?:mailto:)?([^|>]*)(?:\|[^>]*)?>$/, '$1').replace(/^mailto:/, '');
  return ADDRESS.test(to) ? { kind: 'delegate', to } : null;
};

/** "/snooze" is no ordinary message, so a time that is none is told; it has to fit on a line all the same. */
const snoozeUntil = (when: string): ChannelCommand | null =>
  when.length <= MAX_TIME && !when.includes('\n') ? { kind: 'snooze', when } : null;

const switchTo = (name: string): ChannelCommand | null => {
  const channel = CHANNEL_NAMES.get(name.replace(/^to /, ''));
  return channel ? { kind: 'switch', channel } : null;
};

const COMMANDS: Readonly<Record<string, (words: string) => ChannelCommand | null>> = {
  '/switch': switchTo,
  '/snooze': snoozeUntil,
  '/delegate': (words) => delegateTo(words.replace(/^to /, '')),
  '/withdraw': (words) => (words === '' ? { kind: 'cancel' } : null),
};

const USAGE: Readonly<Record<string, string>> = {
  '/switch': 'Write /switch slack, /switch email, /switch web or /switch auto.',
  '/snooze': 'Say until when, such as /snooze tomorrow 9:00.',
  '/delegate': 'Say to whom, by mail address: /delegate anna@example.org.',
  '/withdraw': '/withdraw stands alone: it takes the open question back.',
};

const slashed = (text: string): ChannelCommand | null => {
  const [, name = '', words = ''] = /^(\/[a-z]+)(?:\s(.+))?$/s.exec(text) ?? [];
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return null;
  const usage = USAGE[name];
  return (
    command(words.trim()) ??
    (usage && words.length <= MAX_TIME && !words.includes('\n') ? { kind: 'usage', text: usage } : null)
  );
};

const spoken = (text: string): ChannelCommand | null => {
  const channel = switchAskedFor(text);
  if (channel) return { kind: 'switch', channel };
  if (/^withdraw (?:it|this|the question)$/.test(text)) return { kind: 'cancel' };
  const [, to] = /^delegate (?:(?:it|this) )?(?:to )?(\S+)$/.exec(text) ?? [];
  if (to) return delegateTo(to);
  if (!text.startsWith('snooze ')) return null;
  const when = text.slice('snooze '.length);
  return isTime(when) ? { kind: 'snooze', when } : null;
};

/**
 * The whole message or nothing: `/switch slack`, "continue by email" in any of the languages, `/snooze tomorrow 9:00`,
 * `/delegate anna@example.org`, `/withdraw`; without the slash, where it cannot be typed (Slack's threads): "snooze 1h", "delegate
 * to anna@example.org", "withdraw it". Anything longer is null: an ordinary message is never swallowed.
 */
export const readChannelCommand = (text: string): ChannelCommand | null => {
  if (text.length > MAX_LENGTH) return null;
  const said = withoutCourtesy(normalise(text));
  return said.startsWith('/') ? slashed(said) : spoken(said);
};
