import { type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import type { LlmCall } from '../llm/llm-call.js';
import type { Activation } from './activation.js';
import type { ChatTurn, FeedbackOutcome, RunContext, StepUnit } from './run-context.js';
import type { RuntimeServices } from './runtime-services.js';
import { recall } from './unit-runner.js';

/** More turns than any model needs to follow a conversation, few enough that cost does not grow with the history. */
const HISTORY_TURNS = 60;

/** A unit that fails before its agent awaits it must not end the process: whoever awaits it still gets the failure. */
const heard = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/** RunContext over a journal. A branch is the same activation with a longer path. */
export class JournaledContext implements RunContext {
  constructor(
    private readonly activation: Activation,
    private readonly services: RuntimeServices,
    private readonly path = '',
  ) {}

  get runId(): string {
    return this.activation.lease.runId;
  }

  get sessionId(): string {
    return this.activation.lease.sessionId;
  }

  get signal(): AbortSignal {
    return this.activation.signal;
  }

  history(): Promise<ChatTurn[]> {
    return heard(this.readHistory());
  }

  private async readHistory(): Promise<ChatTurn[]> {
    const { activation, services, sessionId, runId } = this;
    const unit = { kind: 'HISTORY', name: 'read the conversation', path: this.path } as const;
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

  step<T>(name: string, work: (unit: StepUnit) => Promise<T> | T): Promise<T> {
    const unit = this.unit('STEP', name);
    const done = this.services.units.run<T>(this.activation, unit, async (_id, key) => {
      const idempotencyKey = `${this.runId}/${key}`;
      return { value: await work({ signal: this.signal, idempotencyKey }) };
    });
    return heard(done);
  }

  think<T>(name: string, call: LlmCall<T>): Promise<T> {
    const unit = this.unit('THINK', name);
    const done = this.services.units.run<T>(this.activation, unit, async (_id, key) => {
      const tags = { runId: this.runId, stepKey: key };
      const { value, usage } = await this.services.gateway.run(call, { signal: this.signal, tags });
      return { value, usage, note: call.note?.(value) };
    });
    return heard(done);
  }

  say(name: string, source: string | LlmCall<string>): Promise<string> {
    return heard(this.services.speaker.say(this.activation, this.unit('SAY', name), source));
  }

  ask(name: string, asked: FeedbackQuestionInput): Promise<FeedbackOutcome> {
    return heard(this.askOnce(name, asked));
  }

  private async askOnce(name: string, asked: FeedbackQuestionInput): Promise<FeedbackOutcome> {
    const { activation, services } = this;
    const unit = this.unit('ASK', name);
    const { key, begun, finished } = recall<FeedbackOutcome>(activation, unit);
    if (finished) return finished.value;
    if (begun) return activation.park(key);
    const question = feedbackQuestionSchema.parse(asked);
    await activation.track(async () => {
      await activation.journal.assertReplayed(unit.path);
      const input = { stepId: newId(), stepKey: key, stepName: name, question };
      await activation.store(() => services.askPerson.execute(activation.lease, input));
    });
    if (question.type !== 'NOTICE') return activation.park(key);
    return { kind: 'answered', value: null, text: '', answer: { type: 'NOTICE' }, by: null, channel: null };
  }

  branch<T>(name: string, work: (context: RunContext) => Promise<T>): Promise<T> {
    const key = this.activation.journal.nextKey(this.path, this.unit('STEP', name).name);
    return heard(work(new JournaledContext(this.activation, this.services, `${key}/`)));
  }

  all<T>(branches: Promise<T>[]): Promise<T[]> {
    return heard(Promise.all(branches));
  }

  private unit<K extends 'STEP' | 'THINK' | 'SAY' | 'ASK'>(kind: K, name: string) {
    if (!name || /[/#]/.test(name)) throw new Error(`A unit needs a name without "/" and "#": "${name}".`);
    return { kind, name, path: this.path };
  }
}
