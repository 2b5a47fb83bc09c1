// `deployment.mjs <work>`, in a network name space of its own: the services of docker-compose.yml, as it describes them, from
// the image that was built, each on a host of its own; without an engine, which only some machines have.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { Buildah } from './buildah.mjs';
import { Network } from './network.mjs';
import { Running } from './running.mjs';

const [work] = process.argv.slice(2);
const { services, container, config } = JSON.parse(readFileSync(join(work, 'plan.json'), 'utf8'));
const buildah = new Buildah(work);
const hosts = join(work, 'hosts');
const network = new Network(hosts);
network.nameHere('postgres', 'redis', 'caddy');
// Of this process and what it starts alone: it has a name space of mounts too.
assert.equal(spawnSync('mount', ['--bind', hosts, '/etc/hosts']).status, 0, 'names are looked up in our file');

const started = [];
const start = (name, command, options) => {
  const running = new Running(name, command, options);
  started.push(running);
  return running;
};
const node = (...args) => [process.execPath, ...args];
const folder = (name) => {
  mkdirSync(join(work, name));
  return join(work, name);
};

const inImage = (host, command, environment) => [
  ...host,
  ...buildah.runArguments(container, { command, environment, hosts }),
];

/** A service of the compose file, on a host of the given name. */
function startService(name, service) {
  const host = network.add(name);
  const { command = config.Cmd, environment } = services[service];
  const running = start(name, inImage(host, command, environment), { inImage: true });
  const isHealthy = () =>
    spawnSync(...split(inImage(host, config.Healthcheck.Test.slice(1), environment))).status === 0;
  return { running, healthy: () => running.until('healthy', isHealthy) };
}
/** One after the other: the machine may have little to give. */
async function startAll(names, serviceOf) {
  const all = [];
  for (const name of names) {
    const service = serviceOf(name);
    const { running, healthy } = startService(name, service);
    await healthy();
    all.push({ running, service });
  }
  return all;
}
const split = ([command, ...args]) => [command, args];

/** In milliseconds; docker-compose writes 1m30s. */
const graceOf = (service) => {
  const [, minutes = 0, seconds = 0] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(services[service].stop_grace_period) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1_000;
};

async function startStores() {
  const register = ['--import', '@oxc-node/core/register'];
  const password = services.postgres.environment.POSTGRES_PASSWORD;
  const script = inRoot('backend/test/image/postgres.ts');
  const postgres = start('postgres', node(...register, script, work, '10.89.0.1', password), { cwd: inRoot() });
  // The official image answers everybody in its network; as it comes from Debian it answers this machine only.
  const redis = start('redis', [...services.redis.command, '--protected-mode', 'no'], { cwd: folder('redis') });
  await postgres.until('ready', (said) => said.includes('ready'));
  await redis.until('ready', (said) => said.includes('Ready to accept connections'));
}

async function startCaddy() {
  const env = { ...process.env, ...services.caddy.environment, XDG_DATA_HOME: folder('caddy'), HOME: work };
  const file = join(work, 'project', 'deploy', 'Caddyfile');
  const caddy = start('caddy', ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'], { env });
  await caddy.until('ready', (said) => said.includes('serving initial configuration'));
  return join(work, 'caddy', 'caddy', 'pki', 'authorities', 'local', 'root.crt');
}

async function run() {
  await startStores();
  const migrate = await startService('migrate', 'migrate').running.success();
  assert.match(migrate, /Migrated: /);
  console.log('migrate: the database is there');

  const apis = await startAll(['api-1', 'api-2'], (name) => name);
  const certificate = await startCaddy();
  const client = start('client', node(inRoot('scripts/image/client.mjs'), 'https://localhost'), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  await client.until('the message waits', (said) => said.includes('waits'));
  console.log('api: two behind Caddy with TLS; a person registered, a message was taken, nothing works on it');

  const workers = await startAll(['worker-1', 'worker-2'], () => 'worker');
  await client.success();
  console.log('worker: asked, was answered and finished');

  const processes = [...apis, ...workers];
  for (const { running } of processes) assert.equal(running.user, 1000, `${running.name} runs as nobody in particular`);
  const ends = await Promise.all(processes.map(({ running, service }) => running.stop(graceOf(service))));
  for (const [index, { how, ms }] of ends.entries()) {
    const { name, output } = processes[index].running;
    assert.equal(how, 0, `${name} ended by itself after SIGTERM: ${output.slice(-2_000)}`);
    console.log(`${name}: ended ${(ms / 1_000).toFixed(1)} s after SIGTERM`);
  }
}

try {
  await run();
} catch (error) {
  for (const { name, output } of started) console.error(`── ${name}\n${output.slice(-1_500)}`);
  throw error;
} finally {
  await Promise.all(started.reverse().map((running) => running.stop(10_000)));
}
