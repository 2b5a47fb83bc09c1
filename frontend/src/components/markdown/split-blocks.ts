import { marked } from 'marked';

/**
 * Cuts markdown into its top-level blocks, so that a growing text re-renders its last block only. Blank lines go to
 * the block before them: joined again, the blocks are the text.
 */
export const splitBlocks = (text: string): string[] => {
  const blocks: string[] = [];
  for (const token of marked.lexer(text, { gfm: true })) {
    const last = blocks.length - 1;
    if (token.type === 'space' && last >= 0) blocks[last] += token.raw;
    else blocks.push(token.raw);
  }
  return blocks;
};

const count = (text: string, mark: string) => text.split(mark).length - 1;

/**
 * Closes the marks that a half-streamed block leaves open, so that `**bol` shows bold instead of two stars for a
 * moment, and an unfinished link shows as its words.
 */
export const closeOpenMarks = (block: string): string => {
  if (/^\s*(```|~~~)/.test(block)) return block;
  let text = block.replace(/!?\[([^\]\n]*)(\]\([^)\n]*)?$/, '$1');
  const ticks = count(text, '`');
  if (ticks % 2 === 1) return text.endsWith('`') ? text.slice(0, -1) : `${text}\``;
  const bare = text.replace(/`[^`]*`/g, '');
  const trailing = /[*_~]+$/.exec(bare)?.[0] ?? '';
  if (trailing && count(bare, trailing) % 2 === 1) text = text.slice(0, text.length - trailing.length).trimEnd();
  else if (count(bare, '**') % 2 === 1) text = `${text.trimEnd()}**`;
  return text;
};
