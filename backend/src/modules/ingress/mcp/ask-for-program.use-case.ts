import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { FeedbackQuestion } from '@parley/contracts';
import { v5 } from 'uuid';
import { DomainError, newId } from '../../../kernel/index.js';
import { RateLimits } from '../../../platform/http/index.js';
import { type Visit, visitor, visitSchema } from '../../agent/index.js';
import { StartRun } from '../../agent-state/index.js';
import { titleFromMessage } from '../../sessions/index.js';

/** Ids that come of a person's id and a program's own key, so that a repeated call finds what the first one made. */
const KEYS = 'b1b6f9a2-6f0e-4d53-9d52-3f3c7f0f1c55';

export interface ProgramQuestion {
  userId: string;
  /** Who asks, as the person sees it. */
  from: string;
  question: FeedbackQuestion;
  idempotencyKey: string | undefined;
}

@Injectable()
export class AskForProgram {
  constructor(
    private readonly startRun: StartRun,
    private readonly limits: RateLimits,
  ) {}

  /**
   * A question of a program that does not wait: it lives in a conversation of its own, whatever becomes of the caller.
   * @returns the run's id, by which the program asks what became of it
   * @throws DomainError rate_limited, message_conflict when the key stands for another question
   */
  async execute({ userId, from, question, idempotencyKey }: ProgramQuestion): Promise<string> {
    await this.limits.enforce('message', userId);
    const runId = idempotencyKey === undefined ? newId() : v5(`${userId} ${idempotencyKey}`, KEYS);
    const input: Visit = { from, question };
    const title = titleFromMessage(question.question);
    const started = await this.startRun.execute({ ownerId: userId, runId, agent: visitor.name, title, input });
    if (!isDeepStrictEqual(visitSchema.parse(started.input).question, question))
      throw new DomainError('message_conflict', 'This idempotency_key was used for another question.');
    return runId;
  }
}
