export { answerText, usePendingRequests } from './api/feedback';
export { FeedbackRequest } from './components/feedback-request';
