// `npm test`: everything that one person should run before a commit. `npm test -- <vitest arguments>` runs vitest alone.
import { existsSync } from 'node:fs';
import { build } from '../lib/build.mjs';
import { findChromium } from '../lib/chromium.mjs';
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runSteps } from '../lib/steps.mjs';
import { toolScript } from '../lib/tool.mjs';

const vitestArguments = process.argv.slice(3);
await prepare();

const steps = [{ name: 'Unit and integration tests', args: [toolScript('vitest'), 'run', ...vitestArguments] }];
if (vitestArguments.length === 0) steps.push(...crashSweepSample(), ...browserTests());
process.exitCode = await runSteps(steps);

/** A fixed sample; the whole sweep is `npm run test:crash`. */
function crashSweepSample() {
  const entry = inRoot('backend/test/crash-sweep/main.ts');
  if (!existsSync(entry)) return [];
  return [{ name: 'Crash sweep (sample)', args: ['--import', '@oxc-node/core/register', entry, '--sample'] }];
}

/** Where a browser is. Elsewhere we say plainly that they were left out; REQUIRE_BROWSER=1 turns that into a failure. */
function browserTests() {
  const name = 'Browser tests';
  const chromium = findChromium();
  const missing = existsSync(inRoot('e2e'))
    ? !chromium && 'no Chromium (CHROMIUM_PATH, /usr/bin/chromium)'
    : 'there is no e2e/ folder';
  if (missing) {
    const required = process.env.REQUIRE_BROWSER === '1';
    const say = () => {
      console.log(required ? `REQUIRE_BROWSER=1, but ${missing}.` : `LEFT OUT: ${missing}.`);
      return required ? 1 : 0;
    };
    return [{ name: required ? name : `${name}: LEFT OUT`, run: say }];
  }
  const args = [toolScript('@playwright/test', 'playwright'), 'test', '--config', inRoot('playwright.config.ts')];
  return [
    { name: 'Build', run: () => build().then(() => 0) },
    { name, args, env: { CHROMIUM_PATH: chromium } },
  ];
}
