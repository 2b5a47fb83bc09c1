import { Injectable } from '@nestjs/common';
import type { StepKind } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { inSpan } from '../../../platform/telemetry/index.js';
import { type FinishedStep, JournalRepository, LeaseLost } from '../../agent-state/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { storableText } from '../llm/domain/storable-text.js';
import type { LlmUsage } from '../llm/llm-call.js';
import type { Activation } from './activation.js';
import { failureMessage, JournalMismatch, StepFailed } from './run-errors.js';

export interface UnitResult {
  value: unknown;
  note?: string | undefined;
  usage?: LlmUsage | undefined;
  model?: string | undefined;
}

export interface Unit {
  kind: StepKind;
  name: string;
  /** Branch path, '' or ending in '/'. */
  path: string;
  /** What people read instead of the name, which is its place in the journal. */
  label?: string;
  /** What it works on, for the run's page. */
  input?: unknown;
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

/** How a unit ended, as the journal keeps it. */
type End = Omit<FinishedStep, 'id'>;

const nextTurn = (): Promise<null> => new Promise((resolve) => void setImmediate(resolve, null));

/** Begin, do, journal: the life of a unit that has a result of its own. */
@Injectable()
export class UnitRunner {
  constructor(
    private readonly journal: JournalRepository,
    private readonly feed: SessionFeed,
  ) {}

  /**
   * A recorded result is given back without doing anything.
   * @param work `again`: it was begun before, and nobody knows how far it got. The row of a plain step (STEP) may not stand
   * yet while it works
   * @throws StepFailed, JournalMismatch
   */
  async run<T>(
    activation: Activation,
    unit: Unit,
    work: (stepId: string, key: string, again: boolean) => Promise<UnitResult>,
  ): Promise<T> {
    const { key, begun, finished } = recall<T>(activation, unit);
    if (finished) return finished.value;
    return activation.track(async () => {
      if (!begun) await activation.journal.assertReplayed(unit.path);
      if (activation.signal.aborted) throw new LeaseLost();
      const atOnce = unit.kind === 'STEP' && !begun && activation.mayBeginUntold;
      const stepId = atOnce ? newId() : await this.begin(activation, unit, key);
      const attributes = { 'parley.step.id': stepId, 'parley.step.key': key };
      return (await inSpan(`${unit.kind.toLowerCase()} ${unit.name}`, { attributes }, () =>
        atOnce
          ? this.workAtOnce(activation, unit, { id: stepId, key }, () => work(stepId, key, false))
          : this.conclude(
              activation,
              unit,
              stepId,
              ended(() => work(stepId, key, begun)),
            ),
      )) as T;
    });
  }

  async begin(activation: Activation, unit: Unit, key: string, newStepId = newId()): Promise<string> {
    const agentStatus = unit.kind === 'THINK' ? ('THINKING' as const) : ('ACTING' as const);
    const step = { ...described(unit, newStepId, key), agentStatus };
    const { id, event } = await activation.store(() => this.journal.begin(activation.lease, step));
    this.feed.publish(event);
    failpoint('step.after-begin');
    return id;
  }

  /** @returns what a replay will give back */
  async finish(activation: Activation, id: string, result: UnitResult): Promise<unknown> {
    return this.complete(activation, id, kept(result));
  }

  private async conclude(activation: Activation, unit: Unit, id: string, ending: Promise<End>): Promise<unknown> {
    let end: End;
    try {
      end = await ending;
    } catch (error) {
      throw await this.fail(activation, unit, id, error);
    }
    return this.complete(activation, id, end);
  }

  private async complete(activation: Activation, id: string, end: End): Promise<unknown> {
    failpoint('step.before-finish');
    const event = await activation.store(() => this.journal.finish(activation.lease, { id, ...end }));
    failpoint('step.after-finish');
    this.feed.publish(event);
    return end.result;
  }

  /** Journals the failure. A stopped or superseded run journals nothing. */
  async fail(activation: Activation, unit: Unit, id: string, error: unknown): Promise<Error> {
    if (error instanceof LeaseLost || activation.signal.aborted) return new LeaseLost();
    const message = failureMessage(error);
    const step = { id, status: 'FAILED' as const, error: { message } };
    this.feed.publish(await activation.store(() => this.journal.finish(activation.lease, step)));
    return new StepFailed(unit.name, message);
  }

  /**
   * A plain step may be done twice in any case (AG-1), so it need not be known to have begun before it works. What is done
   * within one turn of the event loop has waited for nothing outside of this process, and nobody could have watched it: it
   * is stored when it is over, as a whole. Whatever takes longer is said to have begun while it works; so is what fails or
   * has company, for from when which step began and failed a retry tells which failure the agent's code has caught.
   */
  private async workAtOnce(
    activation: Activation,
    unit: Unit,
    { id, key }: { id: string; key: string },
    work: () => Promise<UnitResult>,
  ): Promise<unknown> {
    const began = performance.now();
    const ending = ended(work);
    const succeeded = ending.catch(() => null);
    const end = await Promise.race<End | null>([succeeded, nextTurn()]);
    if (activation.signal.aborted) throw new LeaseLost();
    if (!end || !activation.isAlone) {
      await this.begin(activation, unit, key, id);
      return this.conclude(activation, unit, id, ending);
    }
    failpoint('step.before-record');
    const step = { ...described(unit, id, key), ...end };
    const event = await activation.store(() => this.journal.record(activation.lease, step, performance.now() - began));
    failpoint('step.after-record');
    this.feed.publish(event);
    return end.result;
  }
}

const described = (unit: Unit, id: string, key: string) => ({
  ...{ id, key, name: unit.label ?? unit.name, kind: unit.kind, input: unit.input },
});

/** What the journal holds is what every replay sees, so the first pass gets it too: undefined becomes null. */
const kept = ({ value, note, usage, model }: UnitResult): End => ({
  status: 'COMPLETED',
  result: value === undefined ? null : JSON.parse(JSON.stringify(value, storable)),
  ...{ note, usage, model },
});

const ended = async (work: () => Promise<UnitResult>): Promise<End> => kept(await work());
