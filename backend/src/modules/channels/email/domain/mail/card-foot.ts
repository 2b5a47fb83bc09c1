import { atDeadline, howToReply, inUtc } from '../../../domain/card-words.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import type { MailBlock } from './block.js';

const deadline = ({ expiresAt, question }: FeedbackCard): MailBlock[] =>
  expiresAt && question.type !== 'NOTICE'
    ? [{ kind: 'quiet', text: `Open until ${inUtc(expiresAt)}. ${atDeadline(question)}` }]
    : [];

/** How to answer by a reply, and until when. */
export const footBlocks = (card: FeedbackCard, how: 'reply' | null): MailBlock[] => {
  const words = how && howToReply(card.question);
  return [...(words ? [{ kind: 'quiet', text: words } as const] : []), ...deadline(card)];
};
