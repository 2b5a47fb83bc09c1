import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The connections of one process to PostgreSQL, in one hand: what is cut here was never closed by anybody (kill -9). */
export class DatabaseLine {
  private readonly sockets = new Set<Socket>();
  private cutAfter: string | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(databaseUrl: string): Promise<DatabaseLine> {
    const target = new URL(databaseUrl);
    const server = createServer((near) => line.carry(near, connect(Number(target.port), target.hostname)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const line = new DatabaseLine(server, url.href);
    return line;
  }

  /** At once and for good. PostgreSQL rolls back what was not committed. */
  cut(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** Cuts when this was sent and answered: between two queries of one connection. */
  cutAfterReplyTo(sql: string): void {
    this.cutAfter = sql;
  }

  private carry(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
    let asked = false;
    near.on('data', (data) => {
      asked ||= this.cutAfter !== undefined && data.includes(this.cutAfter);
    });
    far.on('data', () => asked && setImmediate(() => this.cut()));
  }
}
