import { FAILPOINTS } from '../../src/platform/failpoints/index.js';
import { nameOf, type PlannedCase } from './plan.js';
import type { CaseResult } from './run-case.js';

export interface Outcome extends CaseResult {
  planned: PlannedCase;
}

/** The bar of reference/reliability.md §4.7. */
export const RECOVERY_BAR_MS = 5_000;

const WIDTH = 26;

export const isLate = ({ recoveryMs }: Outcome): boolean => (recoveryMs ?? 0) > RECOVERY_BAR_MS;

const problemsOf = (outcome: Outcome): string[] =>
  isLate(outcome) ? [...outcome.problems, `recovery took ${outcome.recoveryMs} ms`] : outcome.problems;

const mark = (outcome: Outcome): string => {
  if (problemsOf(outcome).length) return '✗';
  if (!outcome.killed) return '·';
  return outcome.planned.emptied ? '◆' : '✓';
};

/** For each point the scenarios that reach it, one mark for each hit. */
export const table = (outcomes: readonly Outcome[]): string => {
  const lines = FAILPOINTS.flatMap((point) => {
    const here = outcomes.filter(({ planned }) => planned.point === point);
    const scenarios = [...new Set(here.map(({ planned }) => planned.scenario))];
    const cells = scenarios.map((scenario) => {
      const marks = here.filter(({ planned }) => planned.scenario === scenario).map(mark);
      return `${scenario.name} ${marks.join('')}`;
    });
    return cells.length ? [`${point.padEnd(WIDTH)}${cells.join('  ')}`] : [];
  });
  return [...lines, '✓ passed  ◆ passed with the queue emptied  ✗ violated  · not reached this time'].join('\n');
};

export const slowest = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.reduce<Outcome | undefined>(
    (worst, one) => ((one.recoveryMs ?? -1) > (worst?.recoveryMs ?? -1) ? one : worst),
    undefined,
  );

export const complaints = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((one) => problemsOf(one).map((problem) => `${nameOf(one.planned)}: ${problem}`));

/** Cases that named a hit which did not come. */
export const notReached = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ killed, problems }) => !killed && !problems.length).map(({ planned }) => nameOf(planned));

/** Points at which no case has killed. */
export const neverHit = (outcomes: readonly Outcome[]): string[] =>
  FAILPOINTS.filter((point) => !outcomes.some(({ planned, killed }) => killed && planned.point === point));
