import type { IncomingMessage } from 'node:http';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** By these names one may come from elsewhere too. */
const opened = new Set<string>();

/** For a stand-in in a container: its visitors come from the engine's network, and who those are is up to who publishes its ports. */
export const openTo = (name: string): void => void opened.add(name);

const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Only this machine, and no page of somebody else's: whoever controls the sandbox speaks for every person in it. The name
 * in Host is looked at because a foreign page can have its own name resolve to 127.0.0.1.
 *
 * @returns why not
 */
export const refusalOf = ({ socket, headers }: IncomingMessage): string | undefined => {
  const name = hostName(headers.host ?? '');
  if (!opened.has(name) && !LOOPBACK.includes(socket.remoteAddress ?? '')) return 'only from this machine';
  if (!opened.has(name) && !['localhost', '127.0.0.1'].includes(name)) return 'only as localhost';
  if (FORWARDED.some((name) => headers[name] !== undefined)) return 'not through a proxy';
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return 'not from another page';
  if (headers['sec-fetch-site'] === 'cross-site') return 'not from another page';
  return undefined;
};

/** JSON cannot be posted by a form of another page without asking. */
export const isJson = ({ headers }: IncomingMessage): boolean =>
  (headers['content-type'] ?? '').startsWith('application/json');
