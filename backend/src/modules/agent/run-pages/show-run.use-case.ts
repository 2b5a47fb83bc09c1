import { Inject, Injectable } from '@nestjs/common';
import type { RunView } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { ListRuns, RunPageRepository } from '../../agent-state/index.js';
import { RunQuestions } from '../../feedback/index.js';
import { AGENT_SETTINGS, type AgentSettings } from '../agent-settings.js';
import { redactText } from './domain/redact.js';
import { runCost } from './domain/run-cost.js';
import { SensitiveWords } from './sensitive-words.js';

@Injectable()
export class ShowRun {
  constructor(
    @Inject(AGENT_SETTINGS) private readonly settings: AgentSettings,
    private readonly runs: ListRuns,
    private readonly pages: RunPageRepository,
    private readonly questions: RunQuestions,
    private readonly sensitive: SensitiveWords,
  ) {}

  /** All there is to see of a run, for who owns its session. @throws DomainError not_found */
  async execute(userId: string, runId: string): Promise<RunView> {
    const around = await this.pages.around(runId);
    const run = await this.runs.ofOwner(userId, runId);
    if (!around) throw notFound('run');
    const lineage = await this.pages.lineage(runId);
    const [waits, secrets] = await Promise.all([this.questions.waits(lineage), this.sensitive.ofRuns(lineage)]);
    const shown = (text: string | null) => text && redactText(text, secrets);
    const steps = run.steps.map((step) => ({ ...step, note: shown(step.note), error: shown(step.error) }));
    // What was taken over was paid for by the run before.
    const own = run.steps.filter((step) => Date.parse(step.startedAt) >= Date.parse(run.createdAt));
    return {
      ...run,
      ...around,
      steps,
      error: shown(run.error),
      waits: waits.map((wait) => ({ ...wait, question: redactText(wait.question, secrets) })),
      inputTokens: own.reduce((sum, step) => sum + (step.inputTokens ?? 0), 0),
      outputTokens: own.reduce((sum, step) => sum + (step.outputTokens ?? 0), 0),
      costUsd: runCost(own, this.settings.prices),
    };
  }
}
