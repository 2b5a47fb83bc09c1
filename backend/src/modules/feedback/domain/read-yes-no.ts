import type { FeedbackQuestion } from '@parley/contracts';
import { readAnswer } from './answer-grammar/read-answer.js';

const CONFIRMATION: FeedbackQuestion = {
  type: 'APPROVAL',
  question: 'Is that right?',
  urgency: 'NORMAL',
  onExpiry: 'PARK',
  sensitive: false,
};
/** Nothing is bound to it: the grammar only wants to see one. */
const UNBOUND = '0'.repeat(64);

/** A clear yes or a clear no, by the same strict grammar that reads approvals. Null: neither. */
export const readYesNo = (text: string): 'yes' | 'no' | null => {
  const read = readAnswer(CONFIRMATION, text, { bindingHash: UNBOUND });
  if (!read.ok || read.answer.type !== 'APPROVAL') return null;
  return read.answer.decision === 'approve' ? 'yes' : 'no';
};
