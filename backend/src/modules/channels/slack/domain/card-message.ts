import type { ChannelType } from '@parley/contracts';
import type { KnownBlock } from '@slack/web-api';
import { agentName, headline, notShown, PARTLY_SHOWN, pointer, whatToAnswer } from '../../domain/card-words.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { clip, visibleWords } from '../../domain/visible-text.js';
import { type Approval, approvalBlocks } from './approval-blocks.js';
import { fallbackText } from './card-fallback.js';
import { footBlocks } from './card-foot.js';
import { closedBlocks } from './closed-card.js';
import { controlBlocks, linkBlocks, partBlocks } from './control-blocks.js';
import { LIMITS, MESSAGE_WEIGHT, weightOf } from './limits.js';
import { label, mention } from './mrkdwn.js';
import { mrkdwnSection, plainContext, plainSection, title, wordSections } from './text-objects.js';

export interface CardSettings {
  /** Where the card stands in the web app. */
  link: string;
  /** Whom to call, so that Slack tells them of one more message in a thread; null: they are told anyway. */
  call: string | null;
}

export interface SlackMessage {
  /** All of it for notifications, screen readers and clients without blocks. */
  text: string;
  blocks: KnownBlock[];
}

export interface CardMessage extends SlackMessage {
  /** Is all there that an approval would approve? For one request the same on every occasion. */
  whole: boolean;
}

type Rendered = { blocks: KnownBlock[]; whole: boolean };

/**
 * A card in Block Kit (SLK-1). Only sections, headers, contexts and actions: what was posted so can always be rewritten so,
 * and a card whose buttons cannot be taken away must not exist.
 */
export const cardMessage = (card: FeedbackCard, settings: CardSettings): CardMessage => {
  const { blocks, whole } = render(card, settings);
  return { text: fallbackText(card, settings.link, whole), blocks, whole };
};

const render = (card: FeedbackCard, settings: CardSettings): Rendered => {
  const closed = closedBlocks(card, settings.link);
  if (closed) return { blocks: closed, whole: false };
  if (card.question.sensitive) return { blocks: sensitive(card, settings), whole: false };
  return card.question.type === 'APPROVAL' ? approval(card, settings) : open(card, settings);
};

const top = (card: FeedbackCard, { call }: CardSettings, head = headline(card)): KnownBlock[] => {
  const moved = pointer(card);
  return [mrkdwnSection(`${call ? `${mention(call)} ` : ''}*${label(head)}*`), ...(moved ? [plainContext(moved)] : [])];
};

const sensitive = (card: FeedbackCard, settings: CardSettings): KnownBlock[] => [
  ...top(card, settings, `${agentName(card.agent)}:`),
  plainSection(`${notShown(card)} that is not shown here because it is sensitive.`),
  ...linkBlocks(settings.link),
  ...footBlocks(card, null),
];

/** As long as an address can hold it. */
const LONGEST_ID = 'U'.repeat(31);
const LONGEST_POINTER: ChannelType = 'WEB';

/**
 * A reply is judged by the request alone (T27), so whether a card shows all of it must not hang on the occasion on which it was
 * posted: there is always room for the longest head, a pointer's reminder that calls its person, and for all controls.
 */
const fitsInWhole = (card: FeedbackCard, settings: CardSettings, question: Approval, whole: KnownBlock[]): boolean => {
  const longest = top({ ...card, reminder: true, movedTo: LONGEST_POINTER }, { ...settings, call: LONGEST_ID });
  const controls = controlBlocks({ ...card, movedTo: null }, settings.link);
  const blocks = [...longest, ...title(question.question), ...whole, ...controls, ...footBlocks(card, 'reply')];
  return weightOf(blocks) <= MESSAGE_WEIGHT && blocks.length < LIMITS.blocks - 5;
};

/** The bound data stands right above the buttons that let it happen, apart from what the agent says about it. */
const approval = (card: FeedbackCard, settings: CardSettings): Rendered => {
  const { question } = card;
  if (question.type !== 'APPROVAL') throw new Error('It is no approval.');
  const head = [...top(card, settings), ...title(question.question)];
  const decided = approvalBlocks(question);
  const tail = [...decided.whole, ...controlBlocks(card, settings.link), ...footBlocks(card, 'reply')];
  if (fitsInWhole(card, settings, question, decided.whole))
    return { blocks: withContext(card, head, tail, settings.link), whole: true };
  const controls = partBlocks(card, settings.link, question.diff ? 'Open the full diff' : 'Open the whole of it');
  const cut = [...decided.summary, plainSection(PARTLY_SHOWN), ...controls, ...footBlocks(card, 'reply to part')];
  return { blocks: withContext(card, head, cut, settings.link), whole: false };
};

/** How long each option or field may be, the longest that fits. */
const LINE_LENGTHS = [500, 250, 100];

const open = (card: FeedbackCard, settings: CardSettings): Rendered => {
  const { question } = card;
  const head = [...top(card, settings), ...title(question.question)];
  const foot = footBlocks(card, 'reply');
  const all = (length: number, controls: KnownBlock[]) => [...optionBlocks(card, length), ...controls, ...foot];
  const controls = controlBlocks(card, settings.link);
  const tails = LINE_LENGTHS.map((length) => all(length, controls));
  const tail = tails.find((blocks) => weightOf([...head, ...blocks]) <= MESSAGE_WEIGHT);
  // Too much for buttons: a reply by number still answers.
  const last = tail ?? all(Math.min(...LINE_LENGTHS), linkBlocks(settings.link));
  return { blocks: withContext(card, head, last, settings.link), whole: false };
};

const optionBlocks = ({ question }: FeedbackCard, length: number): KnownBlock[] => {
  const lines = question.type === 'NOTICE' || question.type === 'TEXT' ? null : whatToAnswer(question);
  if (!lines) return [];
  return wordSections(
    lines
      .split('\n')
      .map((line) => clip(line, length))
      .join('\n'),
  );
};

/** The agent's reasons take the room that is left; what does not fit is cut visibly, and stands behind the link. */
const withContext = (
  { question }: FeedbackCard,
  head: KnownBlock[],
  tail: KnownBlock[],
  link: string,
): KnownBlock[] => {
  if (!question.context) return [...head, ...tail];
  const words = visibleWords(question.context);
  const room = MESSAGE_WEIGHT - weightOf(head) - weightOf(tail);
  const least = Math.min(words.length, 50);
  for (let max = words.length; max >= least; max = Math.floor(Math.min(max, room) * 0.8)) {
    const shown = [
      ...wordSections(clip(words, max)),
      ...(max < words.length ? [mrkdwnSection(`<${link}|Read all of it in Parley>`)] : []),
    ];
    if (weightOf(shown) <= room) return [...head, ...shown, ...tail];
  }
  return [...head, ...tail];
};
