import type { FeedbackQuestion, FeedbackRequest, FeedbackResponse, FeedbackStatus } from '@parley/contracts';

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
  /** May it still be answered? No projection of a settled request stays actionable. */
  actionable: boolean;
}

export const buildFeedbackCard = (request: FeedbackRequest): FeedbackCard => ({
  requestId: request.id,
  sessionId: request.sessionId,
  agent: request.agent,
  status: request.status,
  question: request.question,
  bindingHash: request.bindingHash,
  expiresAt: request.expiresAt,
  response: request.response,
  actionable: request.status === 'PENDING',
});
