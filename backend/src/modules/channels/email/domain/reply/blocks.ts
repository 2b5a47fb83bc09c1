import type { MailAddress } from '../parsed-mail.js';
import { isBlank, type OwnedLine } from './line.js';
import { cutSignature } from './signature.js';

/** A run of lines of one owner. */
export interface Block {
  owner: 'person' | 'quote';
  lines: readonly string[];
}

const shown = ({ owner, depth, text }: OwnedLine): string =>
  owner === 'quote' ? `${'>'.repeat(depth)} ${text}`.trimEnd() : text;

/** History is not kept: without marks nobody could tell it from an answer. */
export const blocksOf = (lines: readonly OwnedLine[]): Block[] => {
  const blocks: { owner: Block['owner']; lines: string[] }[] = [];
  let open: OwnedLine['owner'] | null = null;
  for (const line of lines) {
    const owner: OwnedLine['owner'] = line.owner === 'person' && isBlank(line) && open !== null ? open : line.owner;
    if (owner === 'person' || owner === 'quote') {
      if (open !== owner) blocks.push({ owner, lines: [] });
      blocks.at(-1)?.lines.push(shown({ ...line, owner: line.depth > 0 ? owner : 'person' }));
    }
    open = owner;
  }
  return blocks;
};

const isEmptyLine = (line: string): boolean => /^>*\s*$/.test(line);

/** Takes signatures off the first and the last words; between quotes nobody signs. */
export const signBlocks = (blocks: readonly Block[], sender: MailAddress | undefined) => {
  const firstQuote = blocks.findIndex(({ owner }) => owner === 'quote');
  const signature: string[] = [];
  const signed = blocks.map((block, at): Block => {
    if (block.owner === 'quote' || (at !== blocks.length - 1 && at !== firstQuote - 1)) return block;
    const cut = cutSignature(block.lines, sender);
    signature.push(...cut.signature);
    return { ...block, lines: cut.lines };
  });
  return {
    blocks: signed.filter(({ lines }) => !lines.every(isEmptyLine)),
    signature: signature.join('\n').trim() || null,
  };
};

/** Lines as text, at most one empty line in a row and none at the ends. */
export const join = (lines: readonly string[]): string => {
  const first = lines.findIndex((line) => !isEmptyLine(line));
  const last = lines.findLastIndex((line) => !isEmptyLine(line));
  const text = lines.slice(Math.max(0, first), last + 1).map((line) => line.trimEnd());
  return text
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

/** From the quote that the person's first words answer to their last ones. */
export const between = (blocks: readonly Block[]): string => {
  const first = blocks.findIndex(({ owner }) => owner === 'person');
  const last = blocks.findLastIndex(({ owner }) => owner === 'person');
  return blocks
    .slice(Math.max(0, first - 1), last + 1)
    .map(({ lines }) => join(lines))
    .join('\n\n');
};
