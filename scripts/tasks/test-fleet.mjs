// `npm run test:fleet`: several real processes behind the proxy, killed and replaced under load (backend/test/fleet). With names
// such as `kill deploy` after `--` only these scenarios, with `--sample` the short form that belongs to `npm test`.
import { fleetCommand } from '../lib/fleet.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runForeground } from '../lib/run-foreground.mjs';

await prepare();
const { missing, args, env } = fleetCommand(process.argv.slice(3));
if (missing) {
  console.error(`The fleet cannot be started: ${missing}.`);
  process.exitCode = 1;
} else {
  Object.assign(process.env, env);
  process.exitCode = await runForeground(process.execPath, args);
}
