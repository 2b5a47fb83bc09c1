import { existsSync } from 'node:fs';

/** The broker for the tests of workflows, or undefined. */
export function findNatsServer() {
  const places = process.env.NATS_SERVER_PATH
    ? [process.env.NATS_SERVER_PATH]
    : ['/usr/sbin/nats-server', '/usr/local/bin/nats-server', '/usr/bin/nats-server', '/opt/homebrew/bin/nats-server'];
  return places.find(existsSync);
}
