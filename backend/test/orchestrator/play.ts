import { type DirectoryAgent, type FeedbackQuestion, feedbackQuestionSchema, type RunPlan } from '@parley/contracts';
import { SystemClock } from '../../src/kernel/index.js';
import { runOrchestrator } from '../../src/modules/agent/agents/orchestrator/run-orchestrator.js';
import { DemoModel, type LlmCall, LlmGateway } from '../../src/modules/agent/llm/index.js';
import type { DelegationOutcome, DelegationRequest } from '../../src/modules/agent/runtime/delegation.js';
import type { FeedbackOutcome, RunContext } from '../../src/modules/agent/runtime/run-context.js';
import { StepFailed } from '../../src/modules/agent/runtime/run-errors.js';

export const OFFSITE = 'Plan a team offsite in Lisbon in May: weather, travel and total budget for 12 people';

export const agentOf = (id: string, tag: string, part: Partial<DirectoryAgent> = {}): DirectoryAgent => ({
  ...{ id, kind: 'REMOTE', name: id, description: `Knows ${tag}`, health: 'HEALTHY', problem: null, checkedAt: null },
  ...{ cardUrl: null, version: null, protocolVersion: null, provider: null },
  skills: [{ id: tag, name: tag, description: `All about ${tag}`, tags: [tag], examples: [] }],
  ...part,
});

export const OFFSITE_AGENTS = [
  agentOf('Weather', 'weather climate'),
  agentOf('Travel desk', 'travel flights'),
  agentOf('Budget', 'budget costs'),
];

interface Stage {
  agents?: DirectoryAgent[];
  delegate?: (request: DelegationRequest) => Promise<DelegationOutcome> | DelegationOutcome;
  answer?: (question: FeedbackQuestion) => FeedbackOutcome;
  /** Replies instead of the demo model's, one after the other. An Error is what the step fails with. */
  model?: Record<string, unknown[]>;
}

/** The run as it looks to the agent, without a journal: the demo model behind it, everything else from the test. */
export class Play {
  readonly units: string[] = [];
  readonly questions: FeedbackQuestion[] = [];
  readonly requests: DelegationRequest[] = [];
  readonly plans: RunPlan[] = [];
  /** What the model was asked, by function. */
  readonly prompts: [fn: string, body: string][] = [];
  reply = '';

  private constructor(
    private readonly gateway: LlmGateway,
    private readonly message: string,
    private readonly stage: Stage,
  ) {}

  static async withModel() {
    const demo = await DemoModel.start({ pace: { tokensPerSecond: 1_000_000, firstTokenMs: 0 } });
    const client = { provider: 'demo' as const, model: 'demo', baseUrl: demo.baseUrl };
    const timeouts = { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 };
    const gateway = new LlmGateway({ clients: () => [client], timeouts, clock: new SystemClock() });
    return { demo, of: (message: string, stage: Stage = {}) => new Play(gateway, message, stage) };
  }

  async run(): Promise<this> {
    await runOrchestrator(this.context(''));
    return this;
  }

  private context(path: string): RunContext {
    const note = (name: string) => this.units.push(path + name);
    const context = {
      history: async () => [{ role: 'user', text: this.message, at: '2026-01-01T00:00:00Z' }],
      step: async (name: string, work: (unit: object) => unknown) => {
        note(name);
        return work({});
      },
      think: (name: string, call: LlmCall<unknown>) => {
        note(name);
        return this.ask(name, call);
      },
      say: async (name: string, source: string | LlmCall<string>) => {
        note(name);
        this.reply = typeof source === 'string' ? source : ((await this.ask(name, source)) as string);
        return this.reply;
      },
      ask: async (name: string, question: FeedbackQuestion) => {
        note(name);
        this.questions.push(feedbackQuestionSchema.parse(question));
        return this.stage.answer?.(question) ?? { kind: 'expired' };
      },
      agents: async (_name: string, words: string) => ({ matches: this.found(words) }),
      delegate: async (name: string, request: DelegationRequest) => {
        note(name);
        this.requests.push(request);
        const text = `${request.agent} did it`;
        return (await this.stage.delegate?.(request)) ?? { kind: 'completed', text, data: null };
      },
      plan: async (plan: RunPlan) => void this.plans.push(plan),
      branch: (name: string, work: (own: RunContext) => unknown) => work(this.context(`${path}${name} > `)),
      all: (branches: Promise<unknown>[]) => Promise.all(branches),
    };
    return context as unknown as RunContext;
  }

  /** All of them, those first whose skills are among the words. */
  private found(words: string) {
    const agents = this.stage.agents ?? OFFSITE_AGENTS;
    const fits = (agent: DirectoryAgent) => agent.skills.some(({ name }) => words.includes(name.split(' ')[0] ?? ''));
    const sorted = [...agents.filter(fits), ...agents.filter((agent) => !fits(agent))];
    return sorted.map((agent) => ({ agent, score: 0.5, reasons: [] }));
  }

  private async ask<T>(stepKey: string, call: LlmCall<T>): Promise<T> {
    const client = { provider: 'demo' as const, model: 'demo', baseUrl: 'http://127.0.0.1:9' };
    this.prompts.push([call.fn, (await call.render({ stream: false, client })).body]);
    const canned = this.stage.model?.[call.fn]?.shift();
    if (canned instanceof Error) throw new StepFailed(stepKey, canned.message);
    if (canned !== undefined) return call.parse(typeof canned === 'string' ? canned : JSON.stringify(canned));
    const signal = new AbortController().signal;
    return (await this.gateway.run(call, { signal, tags: { runId: 'r', stepKey } })).value;
  }
}
