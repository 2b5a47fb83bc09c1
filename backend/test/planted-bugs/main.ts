import { shareOf } from '../support/share.js';
import { startTestServer, testServer } from '../support/test-server.js';
import type { PlantedBug } from './bug.js';
import { bugs } from './bugs.js';
import { runTests } from './run-tests.js';
import { ScratchCopy } from './scratch-copy.js';
import { verdictOn } from './verdict.js';

/** As many as a small machine has cores. */
const SIDE_BY_SIDE = 2;
const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

const chosenBugs = (given: string[]): readonly PlantedBug[] => {
  const names = given.filter((text) => !text.startsWith('--share='));
  const unknown = names.filter((name) => !bugs.some((bug) => bug.name === name));
  if (unknown.length)
    throw new Error(`No such bug: ${unknown.join(', ')}. There are ${bugs.map((b) => b.name).join(', ')}.`);
  return shareOf(names.length ? bugs.filter(({ name }) => names.includes(name)) : bugs, given);
};

/** Without any bug: a test that fails anyway catches nothing. @returns what is wrong, a line each */
const unsound = async (copy: ScratchCopy, chosen: readonly PlantedBug[]): Promise<string[]> => {
  const tests = chosen.map(({ test }) => test);
  const reports = await runTests(copy, tests, SIDE_BY_SIDE);
  return [...new Set(tests.map(({ name }) => name))].flatMap((name) => {
    const verdict = verdictOn(name, reports);
    if (verdict.kind === 'passed') return [];
    return [`✗ "${name}" must pass without a bug: ${verdict.kind === 'caught' ? verdict.by : verdict.why}`];
  });
};

/** @returns whether its test has seen it */
const tryBug = async (copy: ScratchCopy, bug: PlantedBug): Promise<boolean> => {
  const began = performance.now();
  try {
    const verdict = verdictOn(bug.test.name, await copy.with(bug, () => runTests(copy, [bug.test], 1)));
    const caught = verdict.kind === 'caught';
    const what = { passed: 'SURVIVED', caught: 'caught', unclear: 'NOT PROVEN' }[verdict.kind];
    console.log(`${caught ? '✓' : '✗'} ${bug.name}: ${what} (${seconds(began)})`);
    console.log(`    ${bug.of}\n    by "${bug.test.name}"`);
    if (verdict.kind === 'caught') console.log(`    ${verdict.by}`);
    if (verdict.kind === 'unclear') console.log(`    ${verdict.why}`);
    return caught;
  } catch (error) {
    console.log(`✗ ${bug.name}: ${(error as Error).message}`);
    return false;
  }
};

const tryAll = async (copies: ScratchCopy[], chosen: readonly PlantedBug[]): Promise<number> => {
  const waiting = [...chosen];
  let caught = 0;
  const work = async (copy: ScratchCopy) => {
    for (let bug = waiting.shift(); bug; bug = waiting.shift()) if (await tryBug(copy, bug)) caught += 1;
  };
  await Promise.all(copies.map(work));
  return caught;
};

/** @returns the exit code */
const main = async (given: string[]): Promise<number> => {
  const began = performance.now();
  const chosen = chosenBugs(given);
  const { stop } = await startTestServer();
  process.env.TEST_DATABASE_URL = testServer().adminUrl;
  const copies = Array.from({ length: SIDE_BY_SIDE }, () => ScratchCopy.make());
  // Also when somebody has had enough of it.
  process.once('exit', () => {
    for (const copy of copies) copy.remove();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  try {
    const wrong = await unsound(copies[0]!, chosen);
    for (const line of wrong) console.log(line);
    console.log(`${wrong.length ? '' : 'Without a bug every test passes '}(${seconds(began)}).`);
    const caught = await tryAll(copies, chosen);
    console.log(`\n${caught} of ${chosen.length} planted bugs caught (${seconds(began)}).`);
    return caught === chosen.length && !wrong.length ? 0 : 1;
  } finally {
    await stop();
  }
};

process.exitCode = await main(process.argv.slice(2));
