import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system gives to outgoing connections: nobody takes it by chance before it is listened on. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;

export const freePort = async (): Promise<number> => {
  const port = FIRST_PORT + randomInt(PORTS);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
};
