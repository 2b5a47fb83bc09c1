import type { ContextBlock } from '@slack/web-api';
import { atDeadline, howToReply, howToReplyToPart, inUtc } from '../../domain/card-words.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { localTime } from './mrkdwn.js';
import { mrkdwn, plain, plainContext } from './text-objects.js';

const deadline = ({ expiresAt, question }: FeedbackCard): ContextBlock[] =>
  expiresAt && question.type !== 'NOTICE'
    ? [
        {
          type: 'context',
          elements: [
            mrkdwn(`Open until ${localTime(expiresAt, inUtc(expiresAt))}.`),
            // A default is an answer in somebody's words: nothing may act in it, and nothing of a sensitive one shows.
            ...(question.sensitive ? [] : [plain(atDeadline(question))]),
          ],
        },
      ]
    : [];

const replyWords = ({ question }: FeedbackCard, how: 'reply' | 'reply to part' | null): string | null => {
  if (how === 'reply to part') return question.type === 'APPROVAL' ? howToReplyToPart(question) : null;
  return how && howToReply(question);
};

/** How to answer without a control, and until when. */
export const footBlocks = (card: FeedbackCard, how: 'reply' | 'reply to part' | null): ContextBlock[] => {
  const words = replyWords(card, how);
  return [...(words ? [plainContext(words)] : []), ...deadline(card)];
};
