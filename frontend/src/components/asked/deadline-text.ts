import type { FeedbackQuestion } from '@parley/contracts';
import { span, timeWithDay } from '@/lib/dates';

/** What happens when the deadline passes, in one sentence. */
export const deadlineText = (
  { expiresAt, question }: { expiresAt: string | null; question: FeedbackQuestion },
  now: number,
): string | null => {
  if (!expiresAt) return null;
  const left = Date.parse(expiresAt) - now;
  const until = left <= 0 ? 'Deadline passed' : `Until ${timeWithDay(expiresAt, now)} (${span(left)} left)`;
  switch (question.onExpiry) {
    case 'PARK':
      return `${until}, then it keeps waiting quietly.`;
    case 'DEFAULT':
      return `${until}, then the agent uses its default.`;
    case 'FAIL':
      return `${until}, then the agent goes on without an answer.`;
  }
};
