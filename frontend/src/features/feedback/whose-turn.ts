import type { FeedbackRequest } from '@parley/contracts';

/** Only its assignee may answer (FB-10); until it is known who looks, the server decides. */
export const isMine = (request: FeedbackRequest, myId: string | undefined) =>
  myId === undefined || request.assigneeId === myId;

export const isSnoozed = (request: FeedbackRequest, now: number) =>
  request.status === 'PENDING' && request.snoozedUntil !== null && Date.parse(request.snoozedUntil) > now;

/** Does it wait for this person, now? */
export const waitsForMe = (request: FeedbackRequest, myId: string | undefined, now: number) =>
  request.status === 'PENDING' && isMine(request, myId) && !isSnoozed(request, now);
