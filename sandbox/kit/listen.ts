import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTo } from './control-guard.js';

/** A stand-in that is reached from elsewhere: as a container, by others of its network and by who published its ports. */
export interface Reach {
  /** Where it listens, such as 0.0.0.0. */
  readonly host: string;
  /** By which everybody reaches it, browsers too: a name below localhost, such as sandbox.localhost. */
  readonly name: string;
}

/** @returns its URL. Without `reach` on 127.0.0.1, for who sits at this machine. */
export const listen = async (server: Server, port = 0, reach?: Reach): Promise<string> => {
  if (reach) openTo(reach.name);
  server.listen(port, reach?.host ?? '127.0.0.1');
  await once(server, 'listening');
  return `http://${reach?.name ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`;
};
