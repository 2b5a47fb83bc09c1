import type { ParsedMail } from '../parsed-mail.js';
import { between, blocksOf, join, signBlocks } from './blocks.js';
import { htmlLines } from './html-lines.js';
import { quoteByLibrary } from './library.js';
import { isBlank, type Line, MORE, type OwnedLine, textLines } from './line.js';
import { type Asked, type OwnText, ownText } from './own-lines.js';
import { findOwners } from './owners.js';

export interface ExtractedReply {
  /** What the person wrote; empty when there is nothing of their own. */
  text: string;
  /** Something of an older mail was taken out. */
  quotedRemoved: boolean;
  signature: string | null;
  /** `low`: the text is a guess, or text and HTML say different things. Show it, let nothing depend on it. */
  confidence: 'high' | 'low';
  /** Written between the lines of the question, which are kept with `>`, so the answer makes sense. */
  inline: boolean;
}

export const MAX_TEXT_BYTES = 32 * 1024;

/** What a person wrote in answer to us (EML-3). Total, and in time that grows with the length of the mail. */
export const extractReply = (mail: ParsedMail, asked: Asked): ExtractedReply => {
  const read = (lines: readonly Line[]) => fromLines(lines, mail, asked);
  const plain = isEmpty(mail.text) ? null : read(textLines(mail.text ?? ''));
  const html = isEmpty(mail.html) ? null : read(htmlLines(mail.html ?? ''));
  return bounded(choose(plain, html));
};

const isEmpty = (text: string | null): boolean => text === null || text.trim() === '';
const NOTHING: ExtractedReply = { text: '', quotedRemoved: false, signature: null, confidence: 'high', inline: false };

/**
 * People see the HTML. Where the other part says more, it may be the condition, so the longer one counts; where they
 * contradict each other, both are told and no one can take it for a plain answer.
 */
const choose = (plain: ExtractedReply | null, html: ExtractedReply | null): ExtractedReply => {
  if (!plain || !html) return plain ?? html ?? NOTHING;
  if (within(plain.text, html.text)) return html;
  if (within(html.text, plain.text)) return { ...plain, confidence: 'low' };
  return { ...html, text: `${html.text}\n\n${plain.text}`, confidence: 'low' };
};

const LINKS = /<?https?:[^\s<>]+>?|\[(?:image|cid|bild)[^\]]{0,200}\]/gi;
const wordsOf = (text: string): string[] =>
  text
    .replace(LINKS, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu) ?? [];
/** Does the second say all that the first says? */
const within = (one: string, other: string): boolean => {
  const words = wordsOf(other);
  const known = new Set(words);
  return words.join('').includes(wordsOf(one).join('')) || wordsOf(one).every((word) => known.has(word));
};

const bounded = (reply: ExtractedReply): ExtractedReply => {
  const bytes = new TextEncoder().encode(reply.text);
  if (bytes.length <= MAX_TEXT_BYTES) return reply;
  const cut = new TextDecoder().decode(bytes.subarray(0, MAX_TEXT_BYTES)).replace(/\ufffd+$/, '');
  return { ...reply, text: `${cut}\n${MORE}`, confidence: 'low' };
};

const fromLines = (lines: readonly Line[], mail: ParsedMail, asked: Asked): ExtractedReply => {
  const own = ownText(asked);
  const owned = findOwners(lines, own, mail.subject);
  const { blocks, signature } = signBlocks(blocksOf(owned), mail.from[0]);
  const quotedRemoved = owned.some(({ owner }) => owner !== 'person');
  const said = blocks.filter(({ owner }) => owner === 'person');
  if (said.length === 0) return { ...NOTHING, quotedRemoved, signature };
  if (said.length > 1 || answersAQuote(owned, own)) {
    return { text: between(blocks), quotedRemoved, signature, confidence: 'high', inline: true };
  }
  const text = join(said[0]?.lines ?? []);
  const reply: ExtractedReply = { text, quotedRemoved, signature, confidence: 'high', inline: false };
  return quotedRemoved ? reply : secondOpinion(reply);
};

/** Do the first words stand below a quote that a person chose, and not below our whole mail? */
const answersAQuote = (lines: readonly OwnedLine[], own: OwnText): boolean => {
  const first = lines.findIndex((line) => line.owner === 'person' && !isBlank(line));
  const above = lines.slice(0, Math.max(0, first));
  const ours = above.some(
    (line, at) =>
      line.owner === 'intro' || line.owner === 'history' || own.isSentinel(above, at) || own.isOwnLine(line),
  );
  return !ours && above.some(({ owner }) => owner === 'quote');
};

/** What the library alone takes for a quote goes only if its first line looks like one to us too. */
const secondOpinion = (reply: ExtractedReply): ExtractedReply => {
  const lines = reply.text.split('\n');
  const at = quoteByLibrary(lines);
  if (at === null) return reply;
  const sure = at > 0 && /@|(?:^|\D)20\d\d(?:\D|$)/.test(lines.slice(at, at + 2).join(' '));
  return sure
    ? { ...reply, text: join(lines.slice(0, at)), quotedRemoved: true, confidence: 'low' }
    : { ...reply, confidence: 'low' };
};
