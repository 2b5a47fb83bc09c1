import { approvalDecisions, type FeedbackAnswer } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { DECISION_LABELS } from './card-words.js';
import type { FeedbackCard } from './feedback-card.js';

/** A click that answers, or that leads to where the words of its answer are written. */
export interface CardControl {
  label: string;
  answer: FeedbackAnswer;
}

/** Wanting changes takes the words that say which. */
export const needsWords = ({ answer }: CardControl): boolean =>
  answer.type === 'APPROVAL' && answer.decision === 'revise' && answer.comment === undefined;

/**
 * What a person can answer with one click, and what a click begins. None when the card is settled, only a pointer, or shows no content: nobody
 * decides what they do not see. TEXT, MULTI_CHOICE and FORM take more than a click.
 */
export const cardControls = (card: FeedbackCard): CardControl[] => {
  const { question, bindingHash } = card;
  if (!card.actionable || card.movedTo || question.sensitive) return [];
  switch (question.type) {
    case 'CHOICE':
      return question.options.map(({ label, value }) => ({ label, answer: { type: 'CHOICE', value } }));
    case 'APPROVAL':
      if (!bindingHash) return [];
      return approvalDecisions(question).map((decision) => ({
        label: DECISION_LABELS[decision],
        answer: { type: 'APPROVAL', decision, bindingHash },
      }));
    case 'NOTICE':
      return [{ label: 'Seen', answer: { type: 'NOTICE' } }];
    case 'TEXT':
    case 'MULTI_CHOICE':
    case 'FORM':
      return [];
    default:
      return assertNever(question);
  }
};
