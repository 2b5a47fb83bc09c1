import { APPROVAL_DECISIONS, type FeedbackAnswer } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { capitalised } from './card-words.js';
import type { FeedbackCard } from './feedback-card.js';

/** A click that answers. */
export interface CardControl {
  label: string;
  answer: FeedbackAnswer;
}

/**
 * What a person can answer with one click. None when the card is settled, only a pointer, or shows no content: nobody
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
      return APPROVAL_DECISIONS.map((decision) => ({
        label: capitalised(decision),
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
