import { lexer, type Token, type Tokens } from 'marked';
import { safeUrl } from '#kit/page';
import { withEmoji } from './emoji';
import { unescaped } from './entities';
import { type Inline, joined, linkOr, type Rich, type RichItem, text } from './rich';

const words = (source: string): Inline => text(withEmoji(unescaped(source)));

const inline = (tokens: readonly Token[] | undefined): Inline[] => joined((tokens ?? []).flatMap(inlineOf));

const STYLES = { strong: 'bold', em: 'italic', del: 'strike' } as const;

const inlineOf = (token: Token): Inline[] => {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: STYLES[token.type], children: inline(token.tokens) }];
    case 'codespan':
      return [{ kind: 'code', text: token.text }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return linkOr(safeUrl(token.href), inline(token.tokens));
    // Slack shows a picture in a markdown block as a link to it.
    case 'image':
      return linkOr(safeUrl(token.href), [words(token.text || token.href)]);
    case 'escape':
      return [text(token.text)];
    case 'text':
      return 'tokens' in token && token.tokens ? inline(token.tokens) : broken(token.text);
    case 'checkbox':
      return [];
    // HTML is shown as it was written.
    default:
      return [text(token.raw)];
  }
};

/** In Slack a single line break breaks the line. */
const broken = (source: string): Inline[] =>
  source
    .split('\n')
    .flatMap((line, index) => (index === 0 ? [words(line)] : [{ kind: 'break' as const }, words(line)]));

const item = ({ task, checked, tokens }: Tokens.ListItem): RichItem => ({
  checked: task ? checked === true : null,
  children: blocks(tokens),
});

const blocks = (tokens: readonly Token[]): Rich[] => tokens.flatMap(blockOf);

const blockOf = (token: Token): Rich[] => {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', level: token.depth, children: inline(token.tokens) }];
    case 'paragraph':
      return [{ kind: 'paragraph', children: inline(token.tokens) }];
    case 'text':
      return [{ kind: 'paragraph', children: inlineOf(token) }];
    case 'code':
      return [{ kind: 'pre', text: token.text }];
    case 'blockquote':
      return [{ kind: 'quote', children: blocks(token.tokens ?? []) }];
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      return [{ kind: 'list', ordered, start: Number(start) || 1, indent: 0, items: items.map(item) }];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const head = header.map((cell) => inline(cell.tokens));
      return [{ kind: 'table', head, rows: rows.map((row) => row.map((cell) => inline(cell.tokens))) }];
    }
    case 'hr':
      return [{ kind: 'rule' }];
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    default:
      return [{ kind: 'paragraph', children: [text(token.raw.trim())] }];
  }
};

/** The Markdown of a `markdown` block (GitHub's kind). */
export const parseMarkdown = (source: string): Rich[] => blocks(lexer(source, { gfm: true }));
