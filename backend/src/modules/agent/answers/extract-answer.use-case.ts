import { Injectable, Logger } from '@nestjs/common';
import type { FeedbackQuestion } from '@parley/contracts';
import { LlmGateway } from '../llm/index.js';
import { extractAnswer, type ReadableQuestion } from '../llm/prompts/extract-answer.js';
import { type Understanding, verifyExtraction } from './domain/verify-extraction.js';

/** Somebody waits for a word back: over all tries of the model together, in milliseconds. */
const TIMEOUT_MS = 30_000;
/** A longer one is no answer to a choice or a form, and would cost its reading each time. */
const MAX_REPLY = 8_000;

const isReadable = (question: FeedbackQuestion): question is ReadableQuestion =>
  question.type === 'CHOICE' || question.type === 'MULTI_CHOICE' || question.type === 'FORM';

/** The second reader of a free answer: a model, for choices and forms only, believed as far as it can quote (FB-12). */
@Injectable()
export class ExtractAnswer {
  private readonly log = new Logger(ExtractAnswer.name);

  constructor(private readonly gateway: LlmGateway) {}

  /**
   * A model that fails, takes too long or talks nonsense understood nothing; the person is then asked again. Never throws.
   * @param signal gives the reading up
   */
  async execute(question: FeedbackQuestion, reply: string, signal?: AbortSignal): Promise<Understanding> {
    if (!isReadable(question)) return { kind: 'not_understood', why: 'Only choices and forms are read by a model.' };
    if (reply.length > MAX_REPLY) return { kind: 'not_understood', why: 'It is too long.' };
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const { value } = await this.gateway.run(extractAnswer({ question, reply }), {
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        tags: { runId: 'inbound', stepKey: 'extract-answer' },
      });
      return verifyExtraction(question, reply, value);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.log.warn(`an answer could not be read by the model: ${why}`);
      return { kind: 'not_understood', why: 'The model could not be asked.' };
    }
  }
}
