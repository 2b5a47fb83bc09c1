import { readDecision } from './answer-grammar/decision.js';

/**
 * A clear yes or a clear no, by the same strict grammar that reads approvals. Null: neither. A number is neither here: to
 * "is that right?" a "1" corrects the choice instead of confirming another one.
 */
export const readYesNo = (text: string): 'yes' | 'no' | null => readDecision(text);
