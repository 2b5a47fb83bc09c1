import type { FeedbackRequest, FeedbackType } from '@parley/contracts';
import { ON_CHANNEL } from '@/components/channel-icon';
import { timeWithDay } from '@/lib/dates';

export const TYPE_NAME: Record<FeedbackType, string> = {
  TEXT: 'Question',
  CHOICE: 'Choose one',
  MULTI_CHOICE: 'Choose any',
  APPROVAL: 'Approval',
  FORM: 'Form',
  NOTICE: 'Notice',
};

const verb = (request: FeedbackRequest): string => {
  const answer = request.response?.answer;
  if (answer?.type === 'NOTICE') return 'Seen';
  if (answer?.type === 'APPROVAL') {
    if (answer.decision === 'reject') return 'Rejected';
    if (answer.decision === 'revise') return 'Changes requested';
    return answer.editedArguments ? 'Approved with edits' : answer.approvedHunks ? 'Approved in part' : 'Approved';
  }
  return 'Answered';
};

/** `Approved by you in Slack, 14:02`. */
export const answeredLine = (request: FeedbackRequest, myId: string | undefined, now: number): string => {
  const { response } = request;
  if (!response) return 'Answered';
  const who = response.by.id === myId ? 'you' : response.by.name;
  return `${verb(request)} by ${who} ${ON_CHANNEL[response.channel]}, ${timeWithDay(response.at, now)}`;
};

const CLOSED: Partial<Record<FeedbackRequest['status'], string>> = {
  EXPIRED: 'expired',
  CANCELLED: 'was withdrawn',
  UNDELIVERABLE: 'could not be delivered',
};
const QUOTE = 160;

/** Why the own answer came too late, in one sentence: `You answered first in another tab at 14:02: “…”`. */
export const tooLateLine = (request: FeedbackRequest, myId: string | undefined, now: number): string => {
  const { response } = request;
  if (!response) return `The question ${CLOSED[request.status] ?? 'was closed'} before your answer arrived.`;
  const mine = response.by.id === myId;
  const where = mine && response.channel === 'WEB' ? 'in another tab' : ON_CHANNEL[response.channel];
  const text = response.text.length > QUOTE ? `${response.text.slice(0, QUOTE)}…` : response.text;
  return `${mine ? 'You' : response.by.name} answered first ${where} at ${timeWithDay(response.at, now)}: “${text}”`;
};
