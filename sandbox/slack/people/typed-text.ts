import type { Channel, JsonObject, Member } from '../model.js';

type Token =
  | { kind: 'text'; text: string }
  | { kind: 'link'; url: string; shown: string | null }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string; name: string }
  | { kind: 'broadcast'; range: string };

/** Whom and what a name can mean. */
export interface Names {
  members: readonly Member[];
  channels: readonly Channel[];
}

const LINK = /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?'")\]}]/;
// It begins at the beginning of a word only: from every letter of a long word on would take a long time.
const MAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const DOMAIN =
  /(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|example)(?:\/[^\s<>|]*[^\s<>|.,;:!?'")\]}])?(?![\w@-])/i;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `@Mira Okafor` before `@mira`: the longest name counts. */
const mentionPattern = ({ members, channels }: Names): string => {
  const people = members.flatMap(({ name, real_name }) => [real_name, name]).toSorted((a, b) => b.length - a.length);
  const mentions = `@(?:${people.map(escapeRegExp).join('|')}|here|channel|everyone)(?!\\w)`;
  const names = channels.filter(({ name }) => name).map(({ name }) => escapeRegExp(name));
  return names.length > 0 ? `${mentions}|#(?:${names.join('|')})(?![\\w-])` : mentions;
};

const mention = (found: string, { members, channels }: Names): Token => {
  const name = found.slice(1).toLowerCase();
  const channel = found.startsWith('#') ? channels.find((entry) => entry.name === name) : undefined;
  if (channel) return { kind: 'channel', id: channel.id, name };
  if (['here', 'channel', 'everyone'].includes(name)) return { kind: 'broadcast', range: name };
  const member = members.find((entry) => entry.real_name.toLowerCase() === name || entry.name.toLowerCase() === name);
  return { kind: 'user', id: member?.id ?? '' };
};

const tokenOf = (found: string, names: Names): Token => {
  if (/^https?:/i.test(found)) return { kind: 'link', url: found, shown: null };
  if (found.startsWith('@') || found.startsWith('#')) return mention(found, names);
  if (MAIL.test(found)) return { kind: 'link', url: `mailto:${found}`, shown: found };
  return { kind: 'link', url: `http://${found}`, shown: found };
};

const tokenise = (text: string, names: Names): Token[] => {
  const parts = [LINK.source, MAIL.source, mentionPattern(names), DOMAIN.source].join('|');
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(parts, 'gi'))) {
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) });
    tokens.push(tokenOf(match[0], names));
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) });
  return tokens;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const toMrkdwn = (token: Token): string => {
  switch (token.kind) {
    case 'text':
      return escaped(token.text);
    case 'link':
      return token.shown === null ? `<${escaped(token.url)}>` : `<${escaped(token.url)}|${escaped(token.shown)}>`;
    case 'user':
      return `<@${token.id}>`;
    case 'channel':
      return `<#${token.id}|${token.name}>`;
    case 'broadcast':
      return `<!${token.range}>`;
  }
};

const toRichText = (token: Token): JsonObject => {
  switch (token.kind) {
    case 'text':
      return { type: 'text', text: token.text };
    case 'link':
      return { type: 'link', url: token.url, ...(token.shown !== null && { text: token.shown }) };
    case 'user':
      return { type: 'user', user_id: token.id };
    case 'channel':
      return { type: 'channel', channel_id: token.id };
    case 'broadcast':
      return { type: 'broadcast', range: token.range };
  }
};

/** What Slack makes of what somebody types: https://docs.slack.dev/messaging/formatting-message-text */
export const typed = (text: string, names: Names): { text: string; blocks?: JsonObject[] } => {
  const tokens = tokenise(text, names);
  if (tokens.length === 0) return { text: '' };
  const elements = [{ type: 'rich_text_section', elements: tokens.map(toRichText) }];
  return { text: tokens.map(toMrkdwn).join(''), blocks: [{ type: 'rich_text', elements }] };
};
