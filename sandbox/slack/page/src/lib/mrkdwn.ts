import { safeUrl } from '#kit/page';
import { emojiOf } from './emoji';
import { unescaped } from './entities';
import { type Inline, joined, type Rich, text } from './rich';
import { parseReference } from './slack-reference';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Where what starts at `from` ends, if it is a reference or code: its inside is no place for a closing mark. */
const skipWhole = (source: string, from: number): number => {
  const match = /^(?:<[^<>\n]+>|`[^`\n]+`)/.exec(source.slice(from));
  return match ? from + match[0].length : from + 1;
};

/** Slack's rule: marks stand at the edges of words and hold no line break. */
const closingOf = (source: string, start: number): number | undefined => {
  const mark = source[start];
  if (isWord(source[start - 1]) || source[start + 1] === mark || /^\s|^$/.test(source.slice(start + 1, start + 2))) {
    return undefined;
  }
  for (let at = start + 1; at < source.length && source[at] !== '\n'; at = skipWhole(source, at)) {
    const isClosing = source[at] === mark && !/\s/.test(source[at - 1] ?? '') && !isWord(source[at + 1]);
    if (isClosing && at > start + 1) return at;
  }
  return undefined;
};

type Found = readonly [nodes: Inline[], length: number];

const styled = (source: string, at: number): Found | undefined => {
  const kind = STYLES[source[at] as keyof typeof STYLES];
  const end = kind && closingOf(source, at);
  if (!kind || end === undefined) return undefined;
  return [[{ kind, children: parseInline(source.slice(at + 1, end)) }], end + 1 - at];
};

const matched = (rest: string, before: string | undefined): Found | undefined => {
  const reference = /^<([^<>\n]+)>/.exec(rest);
  if (reference) return [parseReference(reference[1] ?? ''), reference[0].length];
  const code = /^`([^`\n]+)`/.exec(rest);
  if (code) return [[{ kind: 'code', text: unescaped(code[1] ?? '') }], code[0].length];
  const emoji = /^:([a-z0-9_+'-]+):/.exec(rest);
  const sign = emoji && emojiOf(emoji[1] ?? '');
  if (emoji && sign) return [[text(sign)], emoji[0].length];
  const bare = isWord(before) ? null : /^https?:\/\/[^\s<>|`*~]*[^\s<>|`*~.,;:!?'")\]}_]/.exec(rest);
  const url = bare && safeUrl(unescaped(bare[0]));
  return bare && url ? [[{ kind: 'link', url, children: [text(url)] }], bare[0].length] : undefined;
};

/** The formatting of one run of lines. */
export const parseInline = (source: string): Inline[] => {
  const nodes: Inline[] = [];
  for (let at = 0; at < source.length; ) {
    const found = styled(source, at) ?? matched(source.slice(at), source[at - 1]);
    const plain = found ? undefined : (/^(?:&\w+;|&#39;)/.exec(source.slice(at))?.[0] ?? source[at] ?? '');
    if (found) nodes.push(...found[0]);
    else nodes.push(plain === '\n' ? { kind: 'break' } : text(unescaped(plain ?? '')));
    at += found ? found[1] : (plain?.length ?? 1);
  }
  return joined(nodes);
};

const paragraph = (lines: readonly string[]): Rich[] => {
  const source = lines.join('\n').replace(/^\n+|\n+$/g, '');
  return source === '' ? [] : [{ kind: 'paragraph', children: parseInline(source) }];
};

const QUOTED = /^(?:&gt;|>) ?/;
const QUOTED_REST = /^(?:&gt;|>){3} ?/;

/** Lines with their quotes; no fences in them. */
const parseLines = (source: string): Rich[] => {
  const result: Rich[] = [];
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; ) {
    const isQuote = QUOTED.test(lines[at] ?? '');
    const takesRest = QUOTED_REST.test(lines[at] ?? '');
    let end = at + 1;
    while (end < lines.length && (takesRest || QUOTED.test(lines[end] ?? '') === isQuote)) end += 1;
    const taken = lines.slice(at, end);
    const bare = taken.map((line) => line.replace(takesRest ? QUOTED_REST : QUOTED, ''));
    result.push(...(isQuote ? [{ kind: 'quote' as const, children: paragraph(bare) }] : paragraph(taken)));
    at = end;
  }
  return result;
};

/** Slack's own formatting: https://docs.slack.dev/messaging/formatting-message-text */
export const parseMrkdwn = (source: string): Rich[] =>
  source.split(/```/).flatMap((part, index, parts) => {
    const isFenced = index % 2 === 1 && index < parts.length - 1;
    if (!isFenced) return parseLines(index % 2 === 1 ? `\`\`\`${part}` : part);
    return part.trim() === '' ? [] : [{ kind: 'pre' as const, text: unescaped(part.replace(/^\n|\n$/g, '')) }];
  });
