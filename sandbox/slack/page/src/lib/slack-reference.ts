import { safeUrl } from '#kit/page';
import { withEmoji } from './emoji';
import { unescaped } from './entities';
import { type Inline, linkOr, text } from './rich';

/** `date^1700000000^{date} at {time}^https://…`, and what to show where dates cannot be formatted. */
const parseDate = (body: string, label: string | undefined): Inline[] => {
  const [, at = '', format = '', url] = body.split('^');
  const fallback = unescaped(label ?? format);
  if (!/^\d{1,12}$/.test(at) || format === '') return [text(fallback)];
  const link = url === undefined ? null : safeUrl(unescaped(url));
  return [{ kind: 'date', at: Number(at), format: unescaped(format), url: link, fallback }];
};

const parseSpecial = (body: string, label: string | undefined): Inline[] => {
  if (body.startsWith('date^')) return parseDate(body, label);
  if (['here', 'channel', 'everyone'].includes(body)) return [{ kind: 'mention', name: `@${body}` }];
  if (body.startsWith('subteam^')) return [{ kind: 'mention', name: unescaped(label ?? '@group') }];
  return [text(unescaped(label ?? `<!${body}>`))];
};

/** What stands between `<` and `>`: a person, a channel, a date, a link. */
export const parseReference = (inside: string): Inline[] => {
  const [body = '', label] = inside.split(/\|(.*)/s);
  if (/^@[UW]\w+$/.test(body)) return [{ kind: 'user', id: body.slice(1), label: label ? unescaped(label) : null }];
  if (/^#C\w+$/.test(body)) return [{ kind: 'channel', id: body.slice(1), label: label ? unescaped(label) : null }];
  if (body.startsWith('!')) return parseSpecial(body.slice(1), label);
  const url = unescaped(body);
  return linkOr(safeUrl(url), [text(label ? withEmoji(unescaped(label)) : url)]);
};
