import { FAILPOINTS } from '../../src/platform/failpoints/index.js';
import { nameOf, type PlannedCase } from './plan.js';
import type { CaseResult } from './run-case.js';
import { SCENARIOS } from './scenarios.js';

export interface Outcome extends CaseResult {
  planned: PlannedCase;
}

/** The bar of reference/reliability.md §4.7. */
export const RECOVERY_BAR_MS = 5_000;

const WIDTH = 24;

export const isLate = ({ recoveryMs }: Outcome): boolean => (recoveryMs ?? 0) > RECOVERY_BAR_MS;

const problemsOf = (outcome: Outcome): string[] =>
  isLate(outcome) ? [...outcome.problems, `recovery took ${outcome.recoveryMs} ms`] : outcome.problems;

const mark = (outcome: Outcome) => (problemsOf(outcome).length ? '✗' : outcome.killed ? '✓' : '·');

/** Point × scenario, one mark per hit: ✓ passed, ✗ violated, · not reached this time. */
export const table = (outcomes: readonly Outcome[]): string => {
  const used = SCENARIOS.filter((scenario) => outcomes.some(({ planned }) => planned.scenario === scenario));
  const line = (first: string, cells: string[]) =>
    [first, ...cells]
      .map((cell) => cell.padEnd(WIDTH))
      .join('')
      .trimEnd();
  const rows = FAILPOINTS.map((point) => {
    const cells = used.map((scenario) => {
      const mine = outcomes.filter(({ planned }) => planned.scenario === scenario && planned.point === point);
      return mine.map(mark).join('') || '-';
    });
    return cells.every((cell) => cell === '-') ? '' : line(point, cells);
  });
  const head = line(
    'failpoint',
    used.map(({ name, leaseMs }) => `${name} (lease ${leaseMs / 1_000} s)`),
  );
  return [head, ...rows.filter(Boolean)].join('\n');
};

export const slowest = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.reduce<Outcome | undefined>(
    (worst, one) => ((one.recoveryMs ?? -1) > (worst?.recoveryMs ?? -1) ? one : worst),
    undefined,
  );

export const complaints = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((one) => problemsOf(one).map((problem) => `${nameOf(one.planned)}: ${problem}`));

/** Points at which no case has killed. */
export const neverHit = (outcomes: readonly Outcome[]): string[] =>
  FAILPOINTS.filter((point) => !outcomes.some(({ planned, killed }) => killed && planned.point === point));
