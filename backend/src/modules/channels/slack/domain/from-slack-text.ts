/** `<…>` is always markup: what a person typed arrives with its angle brackets escaped. */
const TOKEN = /<([^<>]*)>/g;
const LINK = /^(?:https?|mailto|tel|ftp|slack):/i;

const split = (inner: string): [target: string, label: string | null] => {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner, null] : [inner.slice(0, bar), inner.slice(bar + 1)];
};

/** What was typed, where Slack made a link of it by itself; what is behind it, where somebody put words on a link. */
const readLink = (target: string, label: string | null): string => {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  if (!label) return address;
  const typed = [address, target, address.replace(/^https?:\/\//i, '')];
  return typed.includes(label) || /^tel:/i.test(target) ? label : `${label} (${address})`;
};

const readToken = (inner: string, botUserId: string | null): string => {
  const [target, label] = split(inner);
  if (target.startsWith('@')) return target.slice(1) === botUserId ? '@Parley' : `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!subteam^')) return label ?? '@group';
  if (target.startsWith('!')) return `@${label?.replace(/^@/, '') || target.slice(1)}`;
  return LINK.test(target) ? readLink(target, label) : `<${inner}>`;
};

const withoutEscapes = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Being called at the beginning is how one speaks to us, not what one says. */
const withoutCall = (text: string, botUserId: string | null): string =>
  botUserId === null ? text : text.replace(new RegExp(`^\\s*<@${botUserId}(?:\\|[^<>]*)?>[\\s,:]*`), '');

/**
 * What a person typed, letter by letter, out of the form in which Slack hands it on.
 * @param botUserId `U…` of our bot, if known
 */
export const fromSlackText = (text: string, botUserId: string | null): string =>
  withoutEscapes(withoutCall(text, botUserId).replace(TOKEN, (_all, inner: string) => readToken(inner, botUserId)));

/** Are we named in it? */
export const mentions = (text: string, userId: string): boolean =>
  [...text.matchAll(TOKEN)].some(([, inner]) => split(inner ?? '')[0] === `@${userId}`);
