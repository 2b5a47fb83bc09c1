import { safeUrl } from '#kit/page';
import { emojiOf, withEmoji } from './emoji';
import { type Inline, joined, linkOr, type Rich, text } from './rich';

interface Element {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  unicode?: string;
  user_id?: string;
  channel_id?: string;
  usergroup_id?: string;
  range?: string;
  value?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } | string;
  elements?: Element[];
  indent?: number;
  offset?: number;
}

const broken = (source: string): Inline[] =>
  source.split('\n').flatMap((line, index) => (index === 0 ? [text(line)] : [{ kind: 'break' as const }, text(line)]));

const emoji = ({ name = '', unicode }: Element): string => {
  if (!unicode) return emojiOf(name) ?? `:${name}:`;
  return String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)));
};

const bare = (element: Element): Inline[] => {
  switch (element.type) {
    case 'text':
      return broken(element.text ?? '');
    case 'link':
      return linkOr(safeUrl(element.url ?? ''), [text(element.text ?? element.url ?? '')]);
    case 'user':
      return [{ kind: 'user', id: element.user_id ?? '', label: null }];
    case 'channel':
      return [{ kind: 'channel', id: element.channel_id ?? '', label: null }];
    case 'usergroup':
      return [{ kind: 'mention', name: '@group' }];
    case 'broadcast':
      return [{ kind: 'mention', name: `@${element.range ?? 'here'}` }];
    case 'emoji':
      return [text(emoji(element))];
    case 'color':
      return [{ kind: 'code', text: element.value ?? '' }];
    case 'date': {
      const { timestamp: at = 0, format = '', fallback = '' } = element;
      return [{ kind: 'date', at, format, url: element.url ? safeUrl(element.url) : null, fallback }];
    }
    default:
      return [text(element.text ?? '')];
  }
};

const inlineOf = (element: Element): Inline[] => {
  const style = typeof element.style === 'object' ? element.style : {};
  if (style.code) return [{ kind: 'code', text: element.text ?? element.url ?? '' }];
  const kinds = (['bold', 'italic', 'strike'] as const).filter((kind) => style[kind]);
  return kinds.reduce<Inline[]>((children, kind) => [{ kind, children }], bare(element));
};

const inline = (elements: readonly Element[] = []): Inline[] => joined(elements.flatMap(inlineOf));

const plain = (elements: readonly Element[] = []): string =>
  elements.map((element) => element.text ?? element.url ?? '').join('');

const blockOf = (element: Element): Rich[] => {
  switch (element.type) {
    case 'rich_text_list': {
      const items = (element.elements ?? []).map((entry) => ({ checked: null, children: blockOf(entry) }));
      const ordered = element.style === 'ordered';
      return [{ kind: 'list', ordered, start: (element.offset ?? 0) + 1, indent: element.indent ?? 0, items }];
    }
    case 'rich_text_quote':
      return [{ kind: 'quote', children: [{ kind: 'paragraph', children: inline(element.elements) }] }];
    case 'rich_text_preformatted':
      return [{ kind: 'pre', text: plain(element.elements) }];
    default:
      return [{ kind: 'paragraph', children: inline(element.elements) }];
  }
};

/** The elements of a `rich_text` block: what people type arrives like this. */
export const parseRichText = (elements: unknown): Rich[] => (elements as Element[]).flatMap(blockOf);

/** `plain_text`: nothing in it means anything but emoji. */
export const parsePlain = (source: string, emojiOn = true): Inline[] =>
  joined(broken(emojiOn ? withEmoji(source) : source));

/** What to put into the box when somebody edits a message: as it was typed, names instead of ids. */
export const typedAgain = (
  blocks: readonly unknown[] | undefined,
  nameOf: (kind: 'user' | 'channel', id: string) => string,
): string | undefined => {
  const [block] = (blocks ?? []) as { type: string; elements?: Element[] }[];
  if (block?.type !== 'rich_text') return undefined;
  const parts = (block.elements ?? []).flatMap(({ elements }) => elements ?? []);
  const one = (part: Element): string => {
    if (part.type === 'user') return `@${nameOf('user', part.user_id ?? '')}`;
    if (part.type === 'channel') return `#${nameOf('channel', part.channel_id ?? '')}`;
    if (part.type === 'broadcast') return `@${part.range}`;
    return part.text ?? part.url ?? '';
  };
  return parts.map(one).join('');
};
