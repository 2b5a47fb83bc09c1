import { existsSync } from 'node:fs';

/** The browser for the browser tests, or undefined. */
export function findChromium() {
  const places = process.env.CHROMIUM_PATH
    ? [process.env.CHROMIUM_PATH]
    : ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find(existsSync);
}
