import { findCaddy } from './caddy.mjs';
import { inRoot } from './paths.mjs';
import { findRedisServer } from './redis-server.mjs';

/** How the fleet is started (backend/test/fleet), or what is missing for it. */
export function fleetCommand(given) {
  const [caddy, redis] = [findCaddy(), findRedisServer()];
  if (!caddy) return { missing: 'no caddy (CADDY_PATH, /usr/bin/caddy)' };
  if (!redis) return { missing: 'no redis-server (REDIS_SERVER_PATH, /usr/bin/redis-server)' };
  const args = ['--import', '@oxc-node/core/register', inRoot('backend/test/fleet/main.ts'), ...given];
  return { args, env: { CADDY_PATH: caddy, REDIS_SERVER_PATH: redis } };
}
