import { atDeadline, howToReply, howToReplyToPart, inUtc } from '../../../domain/card-words.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import type { MailBlock } from './block.js';

const deadline = ({ expiresAt, question }: FeedbackCard): MailBlock[] =>
  expiresAt && question.type !== 'NOTICE'
    ? [{ kind: 'quiet', text: `Open until ${inUtc(expiresAt)}. ${atDeadline(question)}` }]
    : [];

const replyWords = ({ question }: FeedbackCard, how: 'reply' | 'reply to part'): string | null => {
  if (how === 'reply') return howToReply(question);
  return question.type === 'APPROVAL' ? howToReplyToPart(question) : null;
};

/** How to answer by a reply, and until when. */
export const footBlocks = (card: FeedbackCard, how: 'reply' | 'reply to part'): MailBlock[] => {
  const words = replyWords(card, how);
  return [...(words ? [{ kind: 'quiet', text: words } as const] : []), ...deadline(card)];
};
