export { answerText, usePendingRequests } from './api/feedback';
export type { CardPlace } from './card-place';
export { DeliveryLadder } from './components/delivery-ladder';
export { FeedbackRequest } from './components/feedback-request';
export { isSnoozed, waitsForMe } from './whose-turn';
