import type {
  ChannelType,
  FeedbackQuestion,
  FeedbackRequest,
  FeedbackResponse,
  FeedbackStatus,
} from '@parley/contracts';

/**
 * The one picture of a request that every channel renders (FB-3). Built by code from the row, never from model prose,
 * so that what is approved is what was shown.
 */
export interface FeedbackCard {
  requestId: string;
  sessionId: string;
  agent: string;
  status: FeedbackStatus;
  question: FeedbackQuestion;
  bindingHash: string | null;
  expiresAt: string | null;
  response: FeedbackResponse | null;
  /** Why it was withdrawn or could not be delivered. */
  reason: string | null;
  /** May it still be answered? No projection of a settled request stays actionable. */
  actionable: boolean;
  /** Asked once more: a reminder, not a new question. */
  reminder: boolean;
  /** The question went on to this channel: what stays here is a pointer. It still takes an answer. */
  movedTo: ChannelType | null;
  /** Somebody else decides it now, by name: what stays here can no longer answer. */
  handedTo: string | null;
}

/** What the card cannot know from the row. */
export type CardOccasion = Pick<FeedbackCard, 'reminder' | 'movedTo' | 'handedTo'>;

export const buildFeedbackCard = (
  request: FeedbackRequest,
  occasion: CardOccasion = { reminder: false, movedTo: null, handedTo: null },
): FeedbackCard => ({
  requestId: request.id,
  sessionId: request.sessionId,
  agent: request.agent,
  status: request.status,
  question: request.question,
  bindingHash: request.bindingHash,
  expiresAt: request.expiresAt,
  response: request.response,
  reason: request.reason,
  actionable: request.status === 'PENDING' && occasion.handedTo === null,
  ...occasion,
});

/** As it stood while it was open, whatever became of it since. */
export const cardAsAsked = (request: FeedbackRequest): FeedbackCard =>
  buildFeedbackCard({ ...request, status: 'PENDING' });
