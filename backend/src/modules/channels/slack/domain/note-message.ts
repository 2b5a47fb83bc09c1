import type { KnownBlock } from '@slack/web-api';
import type { ChannelNote } from '../../domain/channel-adapter.js';
import { clip, visibleWords } from '../../domain/visible-text.js';
import { fitText } from './card-fallback.js';
import type { SlackMessage } from './card-message.js';
import { LIMITS, MESSAGE_WEIGHT } from './limits.js';
import { escapeSlack } from './mrkdwn.js';
import { mrkdwnSection, wordSections } from './text-objects.js';

/** Of plain words, and of an agent's: with room for the link to the rest, and for what Slack adds to each part. */
const WORDS = 10_000;
const MARKDOWN = 11_000;

/** More is to come. */
const GROWING = ' ▍';

/**
 * In Slack's markdown block its own commands still act: nobody is called, and no group, because an agent wrote so. The
 * bracket stays readable. https://docs.slack.dev/messaging/formatting-message-text#advanced
 */
const COMMAND = /<(?=@[UWB][A-Z0-9]{2}|#[CDG][A-Z0-9]{2}|!(?:here|channel|everyone|subteam|date)\b)/gi;
const withoutCommands = (text: string): string => text.replace(COMMAND, '‹');

/** Slack makes a block of its own out of each of these, and a message holds 50 of them. */
const STANDS_APART = /^ {0,3}(?:#{1,6}\s|```|~~~|([-*_])(?: *\1){2,} *$)|^ *\|.*\| *$/;
const MAX_PARTS = 20;
const partsOf = (text: string): number => {
  const apart = text.split('\n').map((line) => STANDS_APART.test(line));
  return apart.filter((here, at) => here && !apart[at - 1]).length;
};

/** JSON doubles line ends, quotes and backslashes. */
const shorten = (text: string, max: number): string => {
  let length = Math.min(text.length, max);
  let shown = clip(text, length);
  while (JSON.stringify(shown).length > MESSAGE_WEIGHT - 500) {
    length = Math.floor(length * 0.9);
    shown = clip(text, length);
  }
  return shown;
};

/** Ours: plain, letter by letter. */
const plainNote = (text: string): SlackMessage => {
  const words = visibleWords(text);
  return { text: fitText(words), blocks: wordSections(shorten(words, WORDS)) };
};

/** An agent's, in Markdown. Where it is too long it is cut visibly, and the rest stands behind the link. */
const agentNote = (text: string, link: string, unfinished: boolean): SlackMessage => {
  const words = withoutCommands(visibleWords(text));
  const shown = shorten(words, MARKDOWN);
  const more: KnownBlock[] =
    shown.length < words.length ? [mrkdwnSection(`<${escapeSlack(link)}|Read all of it in Parley>`)] : [];
  const growing = unfinished ? GROWING : '';
  const body = `${shown}${growing}`.trim() === '' ? '…' : `${shown}${growing}`;
  const blocks: KnownBlock[] = partsOf(shown) <= MAX_PARTS ? [{ type: 'markdown', text: body }] : wordSections(body);
  return { text: fitText(words.trim() === '' ? '…' : words, growing), blocks: [...blocks, ...more] };
};

/** @param linkTo where a session stands in the web app */
export const noteMessage = ({ text, from }: ChannelNote, linkTo: (sessionId: string) => string): SlackMessage =>
  from ? agentNote(text, linkTo(from.sessionId), from.unfinished) : plainNote(text);

/** What fits in one message, of its blocks and its text together. */
export const MAX_TEXT_LENGTH = LIMITS.text + MESSAGE_WEIGHT;
