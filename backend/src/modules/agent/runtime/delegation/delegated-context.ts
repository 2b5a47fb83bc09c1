import type { RunPlan } from '@parley/contracts';
import type { LlmCall } from '../../llm/llm-call.js';
import type { DelegationRequest } from '../delegation.js';
import { JournaledContext } from '../journaled-context.js';
import type { ChatTurn, RunContext } from '../run-context.js';
import type { RuntimeServices } from '../runtime-services.js';
import type { TextSource } from '../text-source.js';
import { heard, type UnitScope, unitOf, within } from '../unit-scope.js';

/** What an agent that works for another one is told, and what it says to it. */
export interface Errand {
  request: DelegationRequest;
  /** In the order in which it was begun to be said. */
  said: string[];
  now(): Date;
}

/** The same run for an agent that works for its own one: it hears the task alone, and talks to who gave it. */
export class DelegatedContext extends JournaledContext {
  constructor(
    services: RuntimeServices,
    scope: UnitScope,
    private readonly errand: Errand,
  ) {
    super(services, scope);
  }

  override get input(): unknown {
    return null;
  }

  override history(): Promise<ChatTurn[]> {
    return heard(this.readTask());
  }

  private async readTask(): Promise<ChatTurn[]> {
    const unit = unitOf('HISTORY', 'read the task', this.scope);
    const at = await this.services.units.run<string>(this.activation, unit, async () => ({
      value: this.errand.now().toISOString(),
    }));
    const { task, context } = this.errand.request;
    return [{ role: 'user', text: context ? `${task}\n\nWhat is known already:\n\n${context}` : task, at }];
  }

  override say(name: string, source: string | LlmCall<string>): Promise<string> {
    const text = typeof source === 'string' ? this.step(name, () => source) : this.think(name, source);
    return heard(this.keep(text, (value) => value));
  }

  override stream<T = null>(name: string, source: TextSource<T>): Promise<{ text: string; value: T }> {
    const done = this.step(name, ({ signal, idempotencyKey }) =>
      source({ signal, idempotencyKey, onText: () => undefined }),
    );
    return heard(this.keep(done, ({ text }) => text));
  }

  /** Its plan is its own business: the run shows that of its own agent. */
  override plan(_plan: RunPlan): Promise<void> {
    return heard(this.step('plan', () => null).then(() => undefined));
  }

  override branch<T>(name: string, work: (context: RunContext) => Promise<T>): Promise<T> {
    return heard(work(new DelegatedContext(this.services, within(this.scope, name), this.errand)));
  }

  private async keep<T>(saying: Promise<T>, textOf: (value: T) => string): Promise<T> {
    const at = this.errand.said.push('') - 1;
    const value = await saying;
    this.errand.said[at] = textOf(value);
    return value;
  }
}
