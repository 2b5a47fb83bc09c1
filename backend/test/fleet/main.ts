// The fleet (OPS-1, OPS-3): two api processes behind the proxy, two workers, PostgreSQL and Redis, all real, with clients that
// behave like the web app; processes are killed and replaced, stores die. What clients were told is compared with what is stored.
// `npm run test:fleet` is the whole of it, `-- --sample` a short form, `-- kill deploy` just these.
import { SCENARIOS } from './scenarios/index.js';
import { buildProcess } from './stage/bundle.js';
import { Fleet } from './stage/fleet.js';

const TOLD_AT_MOST = 20;

const began = performance.now();
const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(0)} s`;
const given = process.argv.slice(2);
const sample = given.includes('--sample');
const names = given.filter((text) => !text.startsWith('--'));
const chosen = SCENARIOS.filter(({ name, long }) => (names.length ? names.includes(name) : !(sample && long)));
if (chosen.length === 0) throw new Error(`There are: ${SCENARIOS.map(({ name }) => name).join(', ')}.`);

const bundle = await buildProcess();
let violations = 0;
try {
  const fleet = await Fleet.start(bundle.file);
  console.log(
    `the fleet stands after ${seconds(began)}: ${fleet.processes.map(({ name }) => name).join(', ')} behind ${fleet.url}`,
  );
  try {
    for (const scenario of chosen) {
      const since = performance.now();
      const { figures, problems } = await scenario.run(fleet, sample);
      console.log(`${problems.length ? '✗' : '✓'} ${scenario.name} (${seconds(since)}): ${figures}`);
      for (const problem of problems.slice(0, TOLD_AT_MOST)) console.log(`    ${problem}`);
      violations += problems.length;
    }
  } finally {
    await fleet.stop();
  }
} finally {
  bundle.remove();
}
console.log(`${chosen.length} scenarios, ${violations} violations, total ${seconds(began)}`);
process.exitCode = violations > 0 ? 1 : 0;
