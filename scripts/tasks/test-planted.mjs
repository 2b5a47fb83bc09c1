// `npm run test:planted`: plants known mistakes, one at a time and in a copy, and demands that a named test sees each
// (backend/test/planted-bugs). With names after `--` only these, with `--share=2/5` the second fifth.
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runForeground } from '../lib/run-foreground.mjs';

await prepare();
const entry = inRoot('backend/test/planted-bugs/main.ts');
process.exitCode = await runForeground(process.execPath, [
  '--import',
  '@oxc-node/core/register',
  entry,
  ...process.argv.slice(3),
]);
