import { createHash } from 'node:crypto';
import type { FeedbackQuestion } from '@parley/contracts';

/** JSON with sorted keys and no white space (the idea of RFC 8785), so that equal content has one form. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
};

/**
 * SHA-256 over exactly what an approval shows: question, tool call with its arguments and target, diff (FB-11).
 * Approvals answer this hash, so approving one thing can never let another run.
 */
export const bindingHash = (question: FeedbackQuestion): string | null => {
  if (question.type !== 'APPROVAL') return null;
  const shown = { question: question.question, action: question.action ?? null, diff: question.diff ?? null };
  return createHash('sha256').update(canonicalJson(shown)).digest('hex');
};
