// `npm test`: everything that one person should run before a commit. `npm test -- <vitest arguments>` runs vitest alone.
import { existsSync } from 'node:fs';
import { build } from '../lib/build.mjs';
import { findChromium } from '../lib/chromium.mjs';
import { fleetCommand } from '../lib/fleet.mjs';
import { findNatsServer } from '../lib/nats-server.mjs';
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { findRedisServer } from '../lib/redis-server.mjs';
import { runSteps } from '../lib/steps.mjs';
import { toolScript } from '../lib/tool.mjs';

const vitestArguments = process.argv.slice(3);
await prepare();

const natsServer = findNatsServer();
const redisServer = findRedisServer();
const servers = { NATS_SERVER_PATH: natsServer ?? '', REDIS_SERVER_PATH: redisServer ?? '' };
const vitest = { args: [toolScript('vitest'), 'run', ...vitestArguments], env: servers };
const steps = [{ name: 'Unit and integration tests', ...vitest }, ...testsWithNats(), ...testsWithRedis()];
if (vitestArguments.length === 0) steps.push(...crashSweepSample(), fleetSample(), ...browserTests());
process.exitCode = await runSteps(steps);

/** A fixed sample; the whole sweep is `npm run test:crash`. */
function crashSweepSample() {
  const entry = inRoot('backend/test/crash-sweep/main.ts');
  if (!existsSync(entry)) return [];
  return [{ name: 'Crash sweep (sample)', args: ['--import', '@oxc-node/core/register', entry, '--sample'] }];
}

/** Where there is a proxy and a Redis; REQUIRE_FLEET=1 turns its absence into a failure. The whole of it is `npm run test:fleet`. */
function fleetSample() {
  const { missing, args, env } = fleetCommand(['--sample']);
  if (missing) return leftOut('Fleet (sample)', missing, 'REQUIRE_FLEET');
  return { name: 'Fleet (sample)', args, env };
}

/** They are among the integration tests. Where there is no broker we say so; REQUIRE_NATS=1 turns that into a failure. */
function testsWithNats() {
  if (natsServer) return [];
  return [leftOut('Tests with NATS', 'no nats-server (NATS_SERVER_PATH, /usr/sbin/nats-server)', 'REQUIRE_NATS')];
}

/** As with NATS; REQUIRE_REDIS=1 turns it into a failure. */
function testsWithRedis() {
  if (redisServer) return [];
  return [leftOut('Tests with Redis', 'no redis-server (REDIS_SERVER_PATH, /usr/bin/redis-server)', 'REQUIRE_REDIS')];
}

/** A step that only tells that it could not be done, and fails where it had to. */
function leftOut(name, missing, variable) {
  const required = process.env[variable] === '1';
  const run = () => {
    console.log(required ? `${variable}=1, but ${missing}.` : `LEFT OUT: ${missing}.`);
    return required ? 1 : 0;
  };
  return { name: required ? name : `${name}: LEFT OUT`, run };
}

/** Where a browser is. Elsewhere we say plainly that they were left out; REQUIRE_BROWSER=1 turns that into a failure. */
function browserTests() {
  const name = 'Browser tests';
  const chromium = findChromium();
  const missing = existsSync(inRoot('e2e'))
    ? !chromium && 'no Chromium (CHROMIUM_PATH, /usr/bin/chromium)'
    : 'there is no e2e/ folder';
  if (missing) return [leftOut(name, missing, 'REQUIRE_BROWSER')];
  const args = [toolScript('@playwright/test', 'playwright'), 'test', '--config', inRoot('playwright.config.ts')];
  return [
    { name: 'Build', run: () => build().then(() => 0) },
    { name, args, env: { CHROMIUM_PATH: chromium } },
  ];
}
