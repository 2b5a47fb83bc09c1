// The crash sweep (DESIGN.md §6): kill -9 at every failpoint, at every hit of it in every scenario, restart, and look
// whether anything was lost, doubled or left lying. `npm run test:crash` is the whole of it, `-- --share=2/5` the second fifth,
// `-- --sample` a fixed part, `-- main/run.after-claim:2 …` just these, `-- --only=fallback` one scenario.
import { DemoModel } from '../../src/modules/agent/llm/index.js';
import { FAILPOINTS } from '../../src/platform/failpoints/index.js';
import { startTestServer } from '../support/index.js';
import { shareOf } from '../support/share.js';
import { buildWorker } from './build-worker.js';
import { caseNamed, casesOf, nameOf, type PlannedCase, SAMPLE } from './plan.js';
import { complaints, isLate, neverHit, notReached, type Outcome, RECOVERY_BAR_MS, slowest, table } from './report.js';
import { runCase, type Surroundings } from './run-case.js';
import { SCENARIOS, type Scenario } from './scenarios/index.js';

const SIDE_BY_SIDE = 3;
/**
 * Two lines of work do not always pass a point in the same order: a hit that did not come is tried again. So is one whose
 * recovery took too long, because a busy machine slows a process's start: late three times is late. Nothing else is.
 */
const TRIES = 3;

const inParallel = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const line = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, line));
  return results;
};

const tryCase = async (planned: PlannedCase, around: Surroundings): Promise<Outcome> => {
  for (let tries = 1; ; tries++) {
    const { scenario, point, hit, emptied } = planned;
    const outcome = { planned, ...(await runCase(scenario, { failpoints: `${point}:${hit}`, emptied }, around)) };
    tell(outcome);
    if ((outcome.killed && !isLate(outcome)) || outcome.problems.length || tries === TRIES) return outcome;
  }
};

const tell = (outcome: Outcome): void => {
  const { planned, killed, problems, recoveryMs, readyMs } = outcome;
  const went = killed ? `went on after ${recoveryMs} ms, ready after ${readyMs}` : 'not reached';
  console.log(`${nameOf(planned)}: ${problems.length ? `FAILED\n  ${problems.join('\n  ')}` : went}`);
};

/** Each scenario once without a kill: it must pass, and tells what there is to hit. */
const plan = async (scenarios: readonly Scenario[], around: Surroundings): Promise<PlannedCase[]> => {
  const plans = await inParallel(scenarios, async (scenario) => {
    const { problems, passed } = await runCase(scenario, { failpoints: 'trace', emptied: false }, around);
    if (problems.length) throw new Error(`${scenario.name} fails without any kill:\n${problems.join('\n')}`);
    return casesOf(scenario, passed);
  });
  return plans.flat();
};

/** No case and no scenario is named. */
const isWhole = (given: readonly string[]): boolean => given.every((text) => text.startsWith('--share='));

const casesFor = async (given: readonly string[], around: Surroundings): Promise<readonly PlannedCase[]> => {
  if (given.includes('--sample')) return SAMPLE;
  if (isWhole(given)) {
    const whole = await plan(SCENARIOS, around);
    const without = FAILPOINTS.filter((point) => !whole.some((planned) => planned.point === point));
    if (without.length) throw new Error(`No scenario passes ${without.join(', ')}: it has no row.`);
    return shareOf(whole, given);
  }
  const only = given.flatMap((text) => (text.startsWith('--only=') ? text.slice('--only='.length).split(',') : []));
  const named = given.filter((text) => !text.startsWith('--'));
  return [
    ...(await plan(
      SCENARIOS.filter(({ name }) => only.includes(name)),
      around,
    )),
    ...named.map(caseNamed),
  ];
};

const sweep = async (given: readonly string[], around: Surroundings): Promise<boolean> => {
  const cases = await casesFor(given, around);
  const outcomes = await inParallel(cases, (planned) => tryCase(planned, around));
  const problems = complaints(outcomes);
  if (!isWhole(given))
    problems.push(...notReached(outcomes).map((name) => `${name} was not reached: there is no such hit`));
  else if (!given.length) problems.push(...neverHit(outcomes).map((point) => `no case was killed at ${point}`));
  const worst = slowest(outcomes);
  console.log(`\n${table(outcomes)}\n`);
  for (const problem of problems) console.log(`✗ ${problem.split('\n', 1)[0]}`);
  const kills = outcomes.filter(({ killed }) => killed).length;
  console.log(`${outcomes.length} cases, ${kills} killed, ${problems.length} violations`);
  if (worst)
    console.log(`longest recovery ${worst.recoveryMs} ms (${nameOf(worst.planned)}), bar ${RECOVERY_BAR_MS} ms`);
  return problems.length === 0 && kills > 0;
};

const began = performance.now();
const server = await startTestServer();
const worker = await buildWorker();
const model = await DemoModel.start({ pace: { tokensPerSecond: 200, firstTokenMs: 5 } });
try {
  const good = await sweep(process.argv.slice(2), { workerFile: worker.file, model });
  console.log(`total ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  process.exitCode = good ? 0 : 1;
} finally {
  await model.stop();
  worker.remove();
  await server.stop();
}
