export { answerText, usePendingRequests } from './api/feedback';
export { FeedbackRequest } from './components/feedback-request';
export { CARD_DRAFTS } from './hooks/use-card-draft';
