import { existsSync } from 'node:fs';

/** Redis for the tests of several processes, or undefined. */
export function findRedisServer() {
  const places = process.env.REDIS_SERVER_PATH
    ? [process.env.REDIS_SERVER_PATH]
    : ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];
  return places.find(existsSync);
}
