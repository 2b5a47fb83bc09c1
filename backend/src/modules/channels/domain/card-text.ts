import type { FeedbackQuestion } from '@parley/contracts';
import { type CardControl, cardControls } from './card-controls.js';
import {
  closedHeadline,
  conclusion,
  headline,
  howToAnswer,
  howToReplyToPart,
  inUtc,
  NO_UNDO,
  notShown,
  PARTLY_SHOWN,
  pointer,
  toolLine,
} from './card-words.js';
import type { FeedbackCard } from './feedback-card.js';
import { clip, oneLine, visibleData, visibleWords } from './visible-text.js';

export interface CardTextSettings {
  /** Where the card stands in the web app. */
  link: string;
  /** Longest text, in UTF-16 code units. */
  maxLength: number;
}

export interface CardText {
  /** One line, for subjects and notifications. */
  summary: string;
  /** Readable by itself, also without any control. */
  text: string;
  controls: CardControl[];
}

/**
 * A card as plain text, for every channel that shows text (FB-3): what is asked, why, how to answer here and until when;
 * at the end, what became of it. What does not fit is cut visibly, and an approval that is not shown in whole cannot be
 * given here (reliability.md T27).
 */
export const cardText = (card: FeedbackCard, settings: CardTextSettings): CardText => {
  const summary = summaryOf(card);
  const rest = conclusion(card);
  if (rest) return { summary, text: clip(paragraphs(asked(card), rest), settings.maxLength), controls: [] };
  if (card.question.sensitive) return { summary, text: sensitive(card, settings.link), controls: [] };
  return { summary, ...open(card, settings) };
};

const paragraphs = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join('\n\n');

/** A sensitive question carries no content where others may read along. */
const summaryOf = (card: FeedbackCard): string =>
  card.question.sensitive ? notShown(card) : oneLine(card.question.question, 120);

const sensitive = (card: FeedbackCard, link: string): string =>
  paragraphs(
    pointer(card),
    `${summaryOf(card)} that is not shown here because it is sensitive.`,
    `Open it here: ${link}`,
    deadline(card),
  );

/** The question as it is told of a card that is over. */
const asked = (card: FeedbackCard): string =>
  card.question.sensitive ? `${summaryOf(card)}.` : `${closedHeadline(card)}\n${visibleWords(card.question.question)}`;

const deadline = ({ expiresAt, question }: FeedbackCard): string | null =>
  expiresAt && question.type !== 'NOTICE' ? `Open until ${inUtc(expiresAt)}.` : null;

const open = (card: FeedbackCard, settings: CardTextSettings): Pick<CardText, 'text' | 'controls'> => {
  const { question } = card;
  const head = paragraphs(pointer(card), `${headline(card)}\n${visibleWords(question.question)}`);
  const context = question.context ? visibleWords(question.context) : null;
  const detail = decided(question);
  const foot = paragraphs(howToAnswer(question), deadline(card)) || null;
  const whole = paragraphs(head, context, detail, foot);
  if (whole.length <= settings.maxLength) return { text: whole, controls: cardControls(card) };
  if (question.type !== 'APPROVAL') return { text: cut(head, context, foot, settings), controls: cardControls(card) };
  const how = paragraphs(PARTLY_SHOWN, howToReplyToPart(question));
  return { text: cut(head, paragraphs(detail, context), how, settings), controls: [] };
};

/** The middle gives way. If that is not enough, the end does: the link stays. */
const cut = (
  head: string,
  middle: string | null,
  foot: string | null,
  { link, maxLength }: CardTextSettings,
): string => {
  const more = `The whole of it: ${link}`;
  const room = maxLength - paragraphs(head, '', foot, more).length;
  if (room > 0) return paragraphs(head, middle && clip(middle, room), foot, more);
  return paragraphs(clip(paragraphs(head, foot), Math.max(0, maxLength - more.length - 2)), more);
};

/** Exactly what an approval lets happen, from the bound data (FB-11). */
const decided = (question: FeedbackQuestion): string | null => {
  if (question.type !== 'APPROVAL') return null;
  const { action, diff } = question;
  const call = action
    ? [
        toolLine(action),
        ...(action.destructive ? [NO_UNDO] : []),
        visibleData(JSON.stringify(action.arguments, null, 2)),
      ].join('\n')
    : null;
  return call || diff ? paragraphs(call, diff ? visibleData(diff) : null) : null;
};
