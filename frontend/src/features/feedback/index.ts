import { lazily } from '@/lib/lazily';

export { answerText, usePendingRequests } from './api/feedback';
export type { CardPlace } from './card-place';
export { FeedbackRequest } from './components/feedback-request';
export { waitsForMe } from './whose-turn';

export const AskedQuestion = lazily(() => import('./components/asked-question'));
export const DeliveryLadder = lazily(() => import('./components/delivery-ladder'));
