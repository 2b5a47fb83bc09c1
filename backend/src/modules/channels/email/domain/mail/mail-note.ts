import { agentName } from '../../../domain/card-words.js';
import type { ChannelNote } from '../../../domain/channel-adapter.js';
import { clip, oneLine, visibleWords } from '../../../domain/visible-text.js';
import type { MailBlock, RenderedMail } from './block.js';
import { markdownWords } from './markdown-html.js';
import { longestThatFits } from './render-mail.js';

const SUBJECT = 80;
/** Beyond this nobody reads it in a mail. */
const LONGEST = 40_000;

const firstLine = (text: string): string => text.split('\n').find((line) => line.trim() !== '') ?? '';

/** An agent's words, in Markdown. */
const agentNote = (text: string, agent: string, link: string): RenderedMail => {
  const words = visibleWords(text).trim() || '…';
  const subject = oneLine(markdownWords(firstLine(words).slice(0, 1_000)), SUBJECT) || `${agentName(agent)} writes`;
  return longestThatFits(Math.min(words.length, LONGEST), { subject, preview: '' }, (length) => [
    { kind: 'lead', text: `${agentName(agent)}:` },
    { kind: 'markdown', text: clip(words, length) },
    { kind: 'link', label: length < words.length ? 'Read all of it in Parley' : 'Open in Parley', href: link },
  ]);
};

/** Ours: plain, letter by letter. */
const plainNote = (text: string, link: string): RenderedMail => {
  const words = visibleWords(text);
  const subject = oneLine(firstLine(words), SUBJECT) || 'A message from Parley';
  return longestThatFits(Math.min(words.length, LONGEST), { subject, preview: '' }, (length): MailBlock[] => [
    { kind: 'words', text: clip(words, length) },
    { kind: 'link', label: 'Open Parley', href: link },
  ]);
};

/** @param linkTo where a session stands in the web app; null: the app itself */
export const noteMail = (
  { text, from, sessionId }: ChannelNote,
  linkTo: (sessionId: string | null) => string,
): RenderedMail =>
  from ? agentNote(text, from.agent, linkTo(from.sessionId)) : plainNote(text, linkTo(sessionId ?? null));
