import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, Failure, play, type Scenario } from './play.js';

/** `npm test` plays the same histories each time; `npm run test:model` begins from a seed of its own. */
const USUAL_SEED = 20_261_121;

/**
 * The delivery engine against its model (reference/reliability.md §4.3). `npm run test:model -- --runs 500 --seed 7` runs more of
 * it. A seed gives the same events; the moments at which they fall into each other are the machine's.
 */
const SEED = Number(process.env.MODEL_SEED ?? USUAL_SEED);
const RUNS = process.env.MODEL_RUNS === undefined ? undefined : Number(process.env.MODEL_RUNS);
/** Where no number of runs is said, as many as fit. */
const BUDGET_MS = 40_000;
const BATCH = 5;
/** How long a failure is made smaller. */
const SHRINK_MS = 180_000;
const MAX_COMMANDS = 14;
const FILE = join(import.meta.dirname, 'regressions.json');

interface Regression extends Scenario {
  found: string;
  seed: number;
  path: string;
}
const regressions = JSON.parse(readFileSync(FILE, 'utf8')) as Regression[];

const keep = (regression: Regression): void =>
  writeFileSync(FILE, `${JSON.stringify([...regressions, regression], null, 2)}\n`);

describe('the delivery engine', () => {
  it.each(regressions.map((one) => [one.found, one] as const))(
    'holds where it once did not: %s',
    async (_found, scenario) => {
      await play(scenario);
    },
    60_000,
  );

  it('does what its model says, whatever happens', async () => {
    const began = Date.now();
    let runs = 0;
    const enough = () => (RUNS === undefined ? Date.now() - began > BUDGET_MS : runs >= RUNS);
    for (let batch = 0; !enough(); batch++) {
      const seed = SEED + batch;
      const numRuns = RUNS === undefined ? BATCH : Math.min(BATCH, RUNS - runs);
      const details = await fc.check(anyRun(MAX_COMMANDS), {
        seed,
        numRuns,
        interruptAfterTimeLimit: SHRINK_MS,
        endOnFailure: process.env.HASTE === '1',
      });
      if (details.failed) report(details, seed);
      runs += numRuns;
    }
    console.log(`${runs} runs from seed ${SEED}, ${((Date.now() - began) / runs).toFixed(0)} ms each`);
    expect(runs).toBeGreaterThanOrEqual(RUNS ?? BATCH);
  }, 3_600_000);
});

interface Failed {
  errorInstance: unknown;
  counterexamplePath: string | null;
  numShrinks: number;
}

const report = (details: Failed, seed: number): never => {
  const error = details.errorInstance;
  const path = details.counterexamplePath ?? '';
  const place = `seed ${seed}, path ${path}, ${details.numShrinks} times made smaller`;
  if (!(error instanceof Failure)) throw new Error(place, { cause: error });
  const found = error.message.split('\n')[0] ?? '';
  keep({ found, seed, path, ...error.scenario });
  throw new Error(`${place}\n${error.message}\n${JSON.stringify(error.scenario)}`, { cause: error.problem });
};
