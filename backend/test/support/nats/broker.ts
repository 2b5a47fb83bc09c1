import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from '@nats-io/transport-node';
import { vi } from 'vitest';
import { freePort } from '../free-port.js';

/** Found by `npm test` (scripts/lib/nats-server.mjs). Undefined: these tests are left out. */
export const natsServer = process.env.NATS_SERVER_PATH;

/** A real NATS server on a port of its own, to be killed and started again. */
export class Broker {
  private process: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<Broker> {
    const broker = new Broker(await freePort());
    await broker.begin();
    return broker;
  }

  /** A port where nothing listens until `begin`. */
  static async away(): Promise<Broker> {
    return new Broker(await freePort());
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  async begin(): Promise<void> {
    this.process = spawn(natsServer ?? 'nats-server', ['-a', '127.0.0.1', '-p', String(this.port)], {
      stdio: 'ignore',
    });
    await vi.waitFor(() => this.answers(), { timeout: 5_000, interval: 20 });
  }

  private async answers(): Promise<void> {
    const probe = await connect({ servers: `127.0.0.1:${this.port}`, reconnect: false, timeout: 1_000 });
    await probe.close();
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }
}
