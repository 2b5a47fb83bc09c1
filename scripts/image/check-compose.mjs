import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { fillIn, layOut, readServices, refusalOf } from './compose-file.mjs';

const POSTGRES_CONNECTIONS = 100;
/** For a migration, a backup and whoever looks around. */
const SPARE_CONNECTIONS = 15;

const replicasOf = ({ deploy, scale }) => deploy?.replicas ?? scale ?? 1;

/** Validates docker-compose.yml by docker-compose itself, and what it cannot know. Returns the services. */
export function checkCompose(folder) {
  layOut(folder);
  assert.match(refusalOf(folder) ?? '', /is missing, see \.env\.example/, 'nothing starts without secrets');
  fillIn(folder, () => randomBytes(32).toString('hex'));
  const services = readServices(folder);

  const ofRole = (role) => Object.values(services).filter(({ environment }) => environment?.ROLE === role);
  const [apis, workers] = [ofRole('api'), ofRole('worker')];
  const count = (some) => some.reduce((sum, service) => sum + replicasOf(service), 0);
  assert.equal(count(apis), 2, 'two api processes');
  assert.equal(count(workers), 2, 'two worker processes');

  const connections = [...apis, ...workers].map(
    (service) => replicasOf(service) * Number(service.environment.DATABASE_CONNECTIONS),
  );
  const taken = connections.reduce((sum, one) => sum + one, 0);
  assert.ok(taken + SPARE_CONNECTIONS <= POSTGRES_CONNECTIONS, `${taken} connections leave too few of PostgreSQL's`);

  assert.ok(services.redis.command.join(' ').includes('--maxmemory-policy noeviction'), 'Redis throws nothing away');
  assert.ok(services.redis.command.join(' ').includes('--appendonly yes'), 'Redis keeps its queue over a restart');
  for (const [name, { ports, profiles }] of Object.entries(services))
    assert.ok(name === 'caddy' || profiles || !ports, `${name} is reachable from outside`);
  for (const port of services.sandbox.ports) assert.match(JSON.stringify(port), /127\.0\.0\.1/, 'the sandbox is not');
  assert.deepEqual(services.sandbox.profiles, ['sandbox'], 'it only starts when asked for');
  return services;
}
