// `npm run test:model -- [--runs n] [--seed n]`: more of the model-based test of the delivery engine (backend/test/model) than
// `npm test` runs, from a seed of its own. The seed is printed; a failure is kept in regressions.json and played first.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { prepare } from '../lib/prepare.mjs';
import { runForeground } from '../lib/run-foreground.mjs';
import { toolScript } from '../lib/tool.mjs';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) } },
});
await prepare();
const args = [toolScript('vitest'), 'run', '--project', 'int', 'backend/test/model'];
const env = { ...process.env, MODEL_RUNS: values.runs, MODEL_SEED: values.seed };
process.exitCode = await runForeground(process.execPath, args, { env });
