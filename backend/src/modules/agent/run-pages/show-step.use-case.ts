import { Injectable } from '@nestjs/common';
import type { StepContent } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { ListRuns, RunPageRepository, type StepRow } from '../../agent-state/index.js';
import { RunQuestions } from '../../feedback/index.js';
import { cutValue } from './domain/cut-value.js';
import { redact, STRUCK } from './domain/redact.js';
import { SensitiveWords } from './sensitive-words.js';

/** Of an input and of an output each, in characters. */
const LONGEST = 50_000;

@Injectable()
export class ShowStep {
  constructor(
    private readonly runs: ListRuns,
    private readonly pages: RunPageRepository,
    private readonly questions: RunQuestions,
    private readonly sensitive: SensitiveWords,
  ) {}

  /** What a step worked on and what came of it, for who owns the session. @throws DomainError not_found */
  async execute(userId: string, runId: string, stepId: string): Promise<StepContent> {
    await this.runs.ofOwner(userId, runId);
    const step = await this.pages.step(runId, stepId);
    if (!step) throw notFound('step');
    const lineage = await this.pages.lineage(runId);
    const secrets = await this.sensitive.ofRuns(lineage);
    const whole = step.kind === 'ASK' ? await this.asked(lineage, step) : step;
    const input = cutValue(redact(whole.input, secrets), LONGEST);
    const output = cutValue(redact(whole.output, secrets), LONGEST);
    return { input: input.value, output: output.value, cut: input.cut || output.cut } as StepContent;
  }

  /** A question's input is what was asked. Of a sensitive one nothing shows here: the conversation is its place. */
  private async asked(lineage: readonly string[], step: StepRow): Promise<Pick<StepRow, 'input' | 'output'>> {
    const question = await this.questions.asked(lineage, step.key);
    if (question?.sensitive) return { input: STRUCK, output: step.output === null ? null : STRUCK };
    return { input: question ?? step.input, output: step.output };
  }
}
