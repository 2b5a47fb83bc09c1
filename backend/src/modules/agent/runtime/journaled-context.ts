import type { FeedbackQuestionInput, RunPlan } from '@parley/contracts';
import type { LlmCall } from '../llm/llm-call.js';
import type { Activation } from './activation.js';
import type { AgentSearch, DelegationOutcome, DelegationRequest } from './delegation.js';
import type { ChatTurn, FeedbackOutcome, RunContext, StepUnit } from './run-context.js';
import type { RuntimeServices } from './runtime-services.js';
import type { TextSource } from './text-source.js';
import type { ApprovalOutcome, ApprovalRequest, Grant, ToolInfo, ToolOutcome, ToolRequest } from './tool-use.js';
import { heard, type UnitScope, unitOf, within } from './unit-scope.js';

/** More turns than any model needs to follow a conversation, few enough that cost does not grow with the history. */
const HISTORY_TURNS = 60;

/** RunContext over a journal. A branch is the same activation with a longer path. */
export class JournaledContext implements RunContext {
  constructor(
    protected readonly services: RuntimeServices,
    protected readonly scope: UnitScope,
  ) {}

  protected get activation(): Activation {
    return this.scope.activation;
  }

  get runId(): string {
    return this.activation.lease.runId;
  }

  get sessionId(): string {
    return this.activation.lease.sessionId;
  }

  get signal(): AbortSignal {
    return this.activation.signal;
  }

  get input(): unknown {
    return this.activation.lease.input;
  }

  history(): Promise<ChatTurn[]> {
    return heard(this.readHistory());
  }

  private async readHistory(): Promise<ChatTurn[]> {
    const { activation, services, sessionId, runId } = this;
    const unit = unitOf('HISTORY', 'read the conversation', this.scope);
    // The journal holds only how far was read: messages never change, so reading again gives the same.
    const upToSeq = await services.units.run<number>(activation, unit, async () => {
      const seq = await activation.store(() => services.events.lastSeq(sessionId));
      await activation.store(() => services.journal.take(activation.lease, seq));
      return { value: seq };
    });
    const read = () => services.messages.conversation(sessionId, runId, upToSeq, HISTORY_TURNS);
    const turns = await activation.track(() => activation.store(read));
    return turns.map(({ role, text, at }) => ({ role: role === 'USER' ? 'user' : 'agent', text, at }));
  }

  step<T>(name: string, work: (unit: StepUnit) => Promise<T> | T, input?: unknown): Promise<T> {
    const unit = unitOf('STEP', name, this.scope, input);
    const done = this.services.units.run<T>(this.activation, unit, async (_id, key) => {
      const idempotencyKey = `${this.runId}/${key}`;
      return { value: await work({ signal: this.signal, idempotencyKey }) };
    });
    return heard(done);
  }

  think<T>(name: string, call: LlmCall<T>): Promise<T> {
    const unit = unitOf('THINK', name, this.scope, { function: call.fn });
    const done = this.services.units.run<T>(this.activation, unit, async (_id, key) => {
      const tags = { runId: this.runId, stepKey: key };
      const { value, usage, model } = await this.services.gateway.run(call, { signal: this.signal, tags });
      return { value, usage, model, note: call.note?.(value) };
    });
    return heard(done);
  }

  say(name: string, source: string | LlmCall<string>): Promise<string> {
    return heard(this.services.speaker.say(this.activation, unitOf('SAY', name, this.scope), source));
  }

  stream<T = null>(name: string, source: TextSource<T>): Promise<{ text: string; value: T }> {
    return heard(this.services.speaker.stream(this.activation, unitOf('SAY', name, this.scope), source));
  }

  ask(name: string, question: FeedbackQuestionInput, by?: { askedBy: string }): Promise<FeedbackOutcome> {
    return heard(this.services.asker.ask(this.scope, name, question, by?.askedBy));
  }

  tools(name: string): Promise<ToolInfo[]> {
    return heard(this.services.tools.list(this.scope, name));
  }

  tool(name: string, request: ToolRequest, grant?: Grant): Promise<ToolOutcome> {
    return heard(this.services.tools.call(this.scope, name, request, grant ?? null));
  }

  approve(name: string, request: ApprovalRequest): Promise<ApprovalOutcome> {
    return heard(this.services.tools.approve(this.scope, name, request));
  }

  agents(name: string, task: string): Promise<AgentSearch> {
    return heard(this.services.delegations.search(this.scope, name, task));
  }

  delegate(name: string, request: DelegationRequest): Promise<DelegationOutcome> {
    return heard(this.services.delegations.delegate(this.scope, name, request, this.services));
  }

  plan(plan: RunPlan): Promise<void> {
    const { activation, services } = this;
    const done = services.units.run<null>(activation, unitOf('STEP', 'plan', this.scope), async () => {
      await activation.store(() => services.runs.setPlan(activation.lease, plan));
      return { value: null };
    });
    return heard(done.then(() => undefined));
  }

  branch<T>(name: string, work: (context: RunContext) => Promise<T>): Promise<T> {
    return heard(work(new JournaledContext(this.services, within(this.scope, name))));
  }

  all<T>(branches: Promise<T>[]): Promise<T[]> {
    return heard(Promise.all(branches));
  }
}
