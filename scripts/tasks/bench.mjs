// `npm run bench`: the speed bars of the product, each beside its floor in the same run (bench/README.md).
import { build } from '../lib/build.mjs';
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runForeground } from '../lib/run-foreground.mjs';

await prepare();
await build();

const args = ['--import', '@oxc-node/core/register', inRoot('bench/main.ts'), ...process.argv.slice(3)];
process.exitCode = await runForeground(process.execPath, args);
