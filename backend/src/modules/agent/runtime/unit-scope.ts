import type { StepKind } from '@parley/contracts';
import type { Activation } from './activation.js';
import type { Unit } from './unit-runner.js';

/** Where in a run a unit stands: one pass of it, and the path of the branch. */
export interface UnitScope {
  readonly activation: Activation;
  /** '' or ending in '/'. */
  readonly path: string;
  /** Agents of this Parley that work for the run's own one, the innermost last (AG-5). None: the run's own agent works. */
  readonly delegates?: readonly string[];
}

/** Whose code is at work, and so whose rules hold. */
export const agentOf = ({ activation, delegates }: UnitScope): string => delegates?.at(-1) ?? activation.lease.agent;

/** In whose name the person is asked; null: in that of the run's own agent. */
export const askedIn = (scope: UnitScope): string | null =>
  scope.delegates?.length ? onBehalf(agentOf(scope), scope) : null;

/** An agent that works for the run's own one, as people see it: never as if it were the one they talk with. */
export const onBehalf = (agent: string, { activation }: UnitScope): string => `${agent} via ${activation.lease.agent}`;

/** @throws Error for a name that would not be one in a journal's key */
export const unitOf = (kind: StepKind, name: string, { path }: UnitScope, input?: unknown): Unit => {
  if (!name || /[/#]/.test(name)) throw new Error(`A unit needs a name without "/" and "#": "${name}".`);
  return { kind, name, path, input };
};

/** What belongs to one unit and has units of its own: the same activation with a longer path. */
export const within = (scope: UnitScope, name: string): UnitScope => {
  const unit = unitOf('STEP', name, scope);
  return { ...scope, path: `${scope.activation.journal.nextKey(unit.path, unit.name)}/` };
};

/** A unit that fails before its agent awaits it must not end the process: whoever awaits it still gets the failure. */
export const heard = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};
