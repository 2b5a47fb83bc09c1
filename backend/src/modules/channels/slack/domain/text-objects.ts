import type { ContextBlock, HeaderBlock, MrkdwnElement, PlainTextElement, SectionBlock } from '@slack/web-api';
import { clip, visibleWords } from '../../domain/visible-text.js';
import { LIMITS } from './limits.js';

/** Text in which nothing acts: no mention, no link, no emphasis, no emoji by name. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });
/** Our own words. Never holds what was written by somebody else, unless escaped. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** Slack takes no empty text. */
const something = (text: string): string => (text.trim() === '' ? '…' : text);
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(something(text)) });
export const mrkdwnSection = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });
export const plainContext = (text: string): ContextBlock => ({
  type: 'context',
  elements: [plain(clip(something(text), LIMITS.textObject))],
});

/** Words of any length, letter by letter, in as many sections as they need. */
export const wordSections = (words: string): SectionBlock[] =>
  pieces(visibleWords(words), LIMITS.textObject).map(plainSection);

/** Room for any question; only one made of hidden characters needs more, and is cut visibly. */
const QUESTION = 4_000;

/** A short line stands out; a longer one, or several, is text. */
export const title = (words: string): (HeaderBlock | SectionBlock)[] => {
  const shown = clip(visibleWords(words).trim(), QUESTION);
  if (shown.length > LIMITS.header || /\n/.test(shown)) return wordSections(shown);
  return [{ type: 'header', text: plain(something(shown)) }];
};

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Where a piece ends: after a line if one ends in its last two thirds, else between two characters. */
const cutAt = (text: string, max: number): number => {
  const line = text.lastIndexOf('\n', max - 1) + 1;
  if (line > max / 3) return line;
  return isHighSurrogate(text.charCodeAt(max - 1)) ? max - 1 : max;
};

/** Nothing is lost and nothing is put in: joined again they are the text. @param max code units of one piece */
export const pieces = (text: string, max: number): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const end = cutAt(rest, max);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
};
