import { Injectable } from '@nestjs/common';
import type { FeedbackAnswer } from '@parley/contracts';
import { RunQuestions } from '../../feedback/index.js';
import { textsIn } from './domain/redact.js';

/** The person's own words in an answer; the rest of it are words of ours. */
const saidIn = (answer: FeedbackAnswer): unknown => {
  switch (answer.type) {
    case 'APPROVAL':
      return [answer.comment, answer.editedArguments];
    case 'NOTICE':
      return [];
    default:
      return Object.entries(answer).flatMap(([key, value]) => (key === 'type' ? [] : [value]));
  }
};

@Injectable()
export class SensitiveWords {
  constructor(private readonly questions: RunQuestions) {}

  /** What was answered to the sensitive questions of these runs: struck out wherever it turns up, such as in a tool's arguments. */
  async ofRuns(runIds: readonly string[]): Promise<string[]> {
    const answers = await this.questions.sensitiveAnswers(runIds);
    return textsIn(
      answers.map(({ answer, text }) => [
        saidIn(answer),
        answer.type === 'APPROVAL' || answer.type === 'NOTICE' ? '' : text,
      ]),
    );
  }
}
