import { cardText } from '../../domain/card-text.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { clip } from '../../domain/visible-text.js';
import { LIMITS } from './limits.js';
import { escapeSlack } from './mrkdwn.js';

const UNLIMITED = 1_000_000;

/** The longest beginning that fits once it is escaped, cut visibly. */
export const fitText = (text: string, ending = ''): string => {
  const whole = escapeSlack(text);
  if (whole.length + ending.length <= LIMITS.text) return whole + ending;
  let max = LIMITS.text - ending.length;
  let cut = escapeSlack(clip(text, max));
  while (cut.length + ending.length > LIMITS.text) {
    max = Math.floor(max * 0.9);
    cut = escapeSlack(clip(text, max));
  }
  return cut + ending;
};

/**
 * The card in words for notifications, screen readers and clients without blocks. It says what the blocks say: an approval
 * that they show in whole may be cut here, and one that they do not cannot be decided here either.
 */
export const fallbackText = (card: FeedbackCard, link: string, inWhole: boolean): string => {
  const inParts = card.actionable && card.question.type === 'APPROVAL' && !inWhole;
  const { text } = cardText(card, { link, maxLength: inParts ? LIMITS.text / 2 : UNLIMITED });
  const whole = escapeSlack(text);
  if (whole.length <= LIMITS.text && text.includes(link)) return whole;
  return fitText(text, escapeSlack(`\n\n${link}`));
};
