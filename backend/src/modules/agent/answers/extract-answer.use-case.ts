import { Injectable, Logger } from '@nestjs/common';
import type { FeedbackQuestion } from '@parley/contracts';
import { LlmGateway } from '../llm/index.js';
import { extractAnswer } from '../llm/prompts.js';
import { type Understanding, verifyExtraction } from './domain/verify-extraction.js';

/** Somebody waits for a word back. */
const TIMEOUT_MS = 30_000;
const MAX_REPLY = 8_000;

/** The second reader of a free answer: a model, for choices and forms only, believed as far as it can quote (FB-12). */
@Injectable()
export class ExtractAnswer {
  private readonly log = new Logger(ExtractAnswer.name);

  constructor(private readonly gateway: LlmGateway) {}

  /** A model that fails or talks nonsense understood nothing; the person is then asked again. Never throws. */
  async execute(question: FeedbackQuestion, reply: string): Promise<Understanding> {
    if (question.type !== 'CHOICE' && question.type !== 'MULTI_CHOICE' && question.type !== 'FORM')
      return { kind: 'not_understood', why: 'Only choices and forms are read by a model.' };
    if (reply.length > MAX_REPLY) return { kind: 'not_understood', why: 'It is too long.' };
    try {
      const { value } = await this.gateway.run(extractAnswer({ question, reply }), {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        tags: { runId: 'inbound', stepKey: 'extract-answer' },
      });
      return verifyExtraction(question, reply, value);
    } catch (error) {
      this.log.warn(
        `an answer could not be read by the model: ${error instanceof Error ? error.message : String(error)}`,
      );
      return { kind: 'not_understood', why: 'The model could not be asked.' };
    }
  }
}
