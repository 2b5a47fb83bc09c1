import { lazy } from 'react';

export { answerText, usePendingRequests } from './api/feedback';
export type { CardPlace } from './card-place';
export { FeedbackRequest } from './components/feedback-request';
export { waitsForMe } from './whose-turn';

export const DeliveryLadder = lazy(() => import('./components/delivery-ladder'));
