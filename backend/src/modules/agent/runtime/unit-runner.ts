import { Injectable } from '@nestjs/common';
import type { StepKind } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JournalRepository, LeaseLost } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { storableText } from '../llm/domain/storable-text.js';
import type { LlmUsage } from '../llm/llm-call.js';
import type { Activation } from './activation.js';
import { failureMessage, JournalMismatch, StepFailed } from './run-errors.js';

export interface UnitResult {
  value: unknown;
  note?: string | undefined;
  usage?: LlmUsage | undefined;
}

export interface Unit {
  kind: StepKind;
  name: string;
  /** Branch path, '' or ending in '/'. */
  path: string;
}

const storable = (_key: string, value: unknown) => (typeof value === 'string' ? storableText(value) : value);

/** Where a unit stands in the journal. */
export interface Recall<T> {
  key: string;
  /** It was begun in an earlier activation. */
  begun: boolean;
  finished: { value: T } | null;
}

/** Looks a unit up. One that failed fails again in the same way. @throws StepFailed, JournalMismatch */
export const recall = <T>({ journal }: Activation, unit: Unit): Recall<T> => {
  const key = journal.nextKey(unit.path, unit.name);
  const entry = journal.visit(key);
  if (entry && entry.kind !== unit.kind) throw new JournalMismatch(key, entry.position);
  if (entry?.status === 'FAILED') throw new StepFailed(unit.name, entry.error?.message ?? 'failed');
  const finished = entry?.status === 'COMPLETED' ? { value: entry.result as T } : null;
  return { key, begun: entry !== undefined, finished };
};

/** Begin, do, journal: the life of a unit that has a result of its own. */
@Injectable()
export class UnitRunner {
  constructor(
    private readonly journal: JournalRepository,
    private readonly feed: SessionFeed,
  ) {}

  /** A recorded result is given back without doing anything. @throws StepFailed, JournalMismatch */
  async run<T>(
    activation: Activation,
    unit: Unit,
    work: (stepId: string, key: string) => Promise<UnitResult>,
  ): Promise<T> {
    const { key, begun, finished } = recall<T>(activation, unit);
    if (finished) return finished.value;
    return activation.track(async () => {
      if (!begun) await activation.journal.assertReplayed(unit.path);
      const stepId = await this.begin(activation, unit, key);
      return (await this.finish(activation, unit, stepId, () => work(stepId, key))) as T;
    });
  }

  async begin(activation: Activation, unit: Unit, key: string): Promise<string> {
    const step = {
      id: newId(),
      key,
      name: unit.name,
      kind: unit.kind,
      agentStatus: unit.kind === 'THINK' ? ('THINKING' as const) : ('ACTING' as const),
    };
    const { id, event } = await activation.store(() => this.journal.begin(activation.lease, step));
    this.feed.publish(event);
    failpoint('step.after-begin');
    return id;
  }

  private async finish(
    activation: Activation,
    unit: Unit,
    id: string,
    work: () => Promise<UnitResult>,
  ): Promise<unknown> {
    let result: UnitResult;
    try {
      result = await work();
    } catch (error) {
      throw await this.fail(activation, unit, id, error);
    }
    failpoint('step.before-finish');
    // What the journal holds is what every replay sees, so the first pass gets it too: undefined becomes null.
    const value: unknown = result.value === undefined ? null : JSON.parse(JSON.stringify(result.value, storable));
    const { note, usage } = result;
    const step = { id, status: 'COMPLETED' as const, result: value, note, usage };
    const event = await activation.store(() => this.journal.finish(activation.lease, step));
    failpoint('step.after-finish');
    this.feed.publish(event);
    return value;
  }

  /** Journals the failure. A stopped or superseded run journals nothing. */
  async fail(activation: Activation, unit: Unit, id: string, error: unknown): Promise<Error> {
    if (error instanceof LeaseLost || activation.signal.aborted) return new LeaseLost();
    const message = failureMessage(error);
    const step = { id, status: 'FAILED' as const, error: { message } };
    this.feed.publish(await activation.store(() => this.journal.finish(activation.lease, step)));
    return new StepFailed(unit.name, message);
  }
}
