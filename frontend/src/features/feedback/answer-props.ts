import type { FeedbackQuestion, FeedbackRequest, FeedbackType } from '@parley/contracts';
import type { AnswerControl } from './api/feedback';

export interface AnswerProps<T extends FeedbackType> {
  request: FeedbackRequest;
  question: Extract<FeedbackQuestion, { type: T }>;
  control: AnswerControl;
}
