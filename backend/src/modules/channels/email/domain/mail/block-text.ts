import { assertNever } from '../../../../../kernel/index.js';
import type { MailBlock, MailOption } from './block.js';

const optionLine = ({ label, description }: MailOption, at: number): string =>
  `${at + 1}. ${description ? `${label}: ${description}` : label}`;

/**
 * Mail programs mark what they quote so, and whoever reads a reply takes such a line for the end of what was asked: in our own
 * words the mark is another one.
 */
const withoutQuoteMarks = (text: string): string =>
  text.replace(/^ ?(?:> ?)+/gm, (marks) => marks.replace(/> ?/g, '│ '));

/** Null: there is nothing to say in plain text. */
const textOf = (block: MailBlock): string | null => {
  switch (block.kind) {
    case 'title':
    case 'words':
    case 'quiet':
    case 'markdown':
      return withoutQuoteMarks(block.text);
    case 'lead':
    case 'warning':
    case 'data':
    case 'diff':
    case 'buttons':
      return block.text;
    case 'label':
      return block.text.endsWith(':') ? block.text : `${block.text}:`;
    case 'options':
      return block.options.map(optionLine).join('\n');
    case 'fields':
      return block.fields.map(({ name, about }) => `${name}: ${about}`).join('\n');
    case 'link':
      return `${block.label}: ${block.href}`;
    default:
      return assertNever(block);
  }
};

/** Headings stand on what they head. */
const CLOSE = new Set<MailBlock['kind']>(['lead', 'label']);

export const blocksText = (blocks: readonly MailBlock[]): string => {
  let text = '';
  let gap = '';
  for (const block of blocks) {
    const part = textOf(block);
    if (part === null) continue;
    text += `${gap}${part}`;
    gap = CLOSE.has(block.kind) ? '\n' : '\n\n';
  }
  return text;
};
