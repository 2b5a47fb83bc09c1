export { AnswerFeedback } from './answer-feedback.use-case.js';
export { AskPerson } from './ask-person.use-case.js';
export { CancelFeedback } from './cancel-feedback.use-case.js';
export type { FeedbackOutcome } from './domain/outcome.js';
export { readAnswer } from './domain/read-answer.js';
export { FeedbackModule } from './feedback.module.js';
export { ListRequests } from './list-requests.use-case.js';
