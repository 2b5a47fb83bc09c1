// `npm run test:crash`: kill -9 at every failpoint (backend/test/crash-sweep). With names such as `main/run.after-claim:2`
// after `--` only these cases, with `--sample` the part that belongs to `npm test`, with `--share=2/5` the second fifth of all.
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runForeground } from '../lib/run-foreground.mjs';

await prepare();
const entry = inRoot('backend/test/crash-sweep/main.ts');
process.exitCode = await runForeground(process.execPath, [
  '--import',
  '@oxc-node/core/register',
  entry,
  ...process.argv.slice(3),
]);
