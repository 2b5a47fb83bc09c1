import { closedHeadline, conclusion, notShown, toolLine } from '../../../domain/card-words.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import { clip, oneLine, visibleWords } from '../../../domain/visible-text.js';
import type { MailBlock } from './block.js';

/** As much of a long answer as is worth repeating. */
const RESULT = 5_000;

const asked = (card: FeedbackCard): MailBlock[] => {
  const { question } = card;
  if (question.sensitive) return [{ kind: 'quiet', text: `${notShown(card)}.` }];
  const call = question.type === 'APPROVAL' && question.action ? [toolLine(question.action)] : [];
  return [
    { kind: 'lead', text: closedHeadline(card) },
    { kind: 'quiet', text: [visibleWords(question.question), ...call].join('\n') },
  ];
};

/** What became of a question, with what it was about; null while it stands open. Nothing in it can be pressed but the link. */
export const closedBlocks = (card: FeedbackCard, link: string): { preview: string; blocks: MailBlock[] } | null => {
  const words = conclusion(card);
  if (words === null) return null;
  const result = clip(words, RESULT);
  const blocks: MailBlock[] = [
    { kind: 'words', text: result },
    ...asked(card),
    { kind: 'link', label: 'Open in Parley', href: link },
  ];
  return { preview: oneLine(result, 120), blocks };
};
