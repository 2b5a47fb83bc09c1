import { existsSync } from 'node:fs';

/** The proxy of the fleet (Debian's package `caddy`), or undefined. */
export function findCaddy() {
  const places = process.env.CADDY_PATH
    ? [process.env.CADDY_PATH]
    : ['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'];
  return places.find(existsSync);
}
