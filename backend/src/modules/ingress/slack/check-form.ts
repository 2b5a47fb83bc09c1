import { Injectable } from '@nestjs/common';
import { type AnswerProblem, checkAnswer, type FeedbackAnswer } from '@parley/contracts';
import { ListRequests } from '../../feedback/index.js';

/** Whether a filled form answers its question, told while its sender still has it before them. */
@Injectable()
export class CheckForm {
  constructor(private readonly requests: ListRequests) {}

  /** None: it does, or there is nothing to mend in it, such as when somebody else was first. */
  async execute(requestId: string, answer: FeedbackAnswer): Promise<AnswerProblem[]> {
    const [request] = await this.requests.byIds([requestId]);
    if (request?.status !== 'PENDING' || request.question.type !== answer.type) return [];
    const checked = checkAnswer(request.question, answer);
    return checked.ok ? [] : checked.problems;
  }
}
