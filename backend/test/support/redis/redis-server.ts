import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.js';

/** Found by `npm test` (scripts/lib/redis-server.mjs). Undefined: these tests are left out. */
export const redisServer = process.env.REDIS_SERVER_PATH;

const START_TIMEOUT_MS = 15_000;

/** A real Redis on a port and with data of its own: to be killed, emptied, frozen and started again. */
export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly directory: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** @param settings beside, or instead of, those that production asks for: `{ 'maxmemory-policy': 'allkeys-lru' }` */
  static async start(settings: Record<string, string> = {}): Promise<RedisServer> {
    const server = await RedisServer.away(settings);
    await server.begin();
    return server;
  }

  /** A port where nothing listens until `begin`. */
  static async away(settings: Record<string, string> = {}): Promise<RedisServer> {
    const kept = { appendonly: 'yes', appendfsync: 'everysec', 'maxmemory-policy': 'noeviction' };
    const directory = await mkdtemp(join(tmpdir(), 'parley-redis-'));
    return new RedisServer(await freePort(), directory, { ...kept, ...settings });
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** On the same port, with what was on the disk. Nothing happens where it runs. */
  async begin(): Promise<void> {
    if (this.process) return;
    const options = { ...this.settings, bind: '127.0.0.1', port: String(this.port), dir: this.directory, save: '' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    this.process = spawn(redisServer ?? 'redis-server', args, { stdio: 'ignore' });
    await this.answers();
  }

  private async answers(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const failure = await this.tell('PING').then(
        () => undefined,
        (error: Error) => error,
      );
      if (!failure) return;
      if (performance.now() > deadline) throw failure;
      await pause(20);
    }
  }

  /** One command, on a connection of its own. */
  async tell(command: string, ...args: string[]): Promise<unknown> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  }

  /** Its whole name, whatever deployment it belongs to. */
  async keyNamed(end: string): Promise<string> {
    const [key] = (await this.tell('KEYS', `*${end}`)) as string[];
    return key ?? '';
  }

  /** Forgets everything. */
  async wipe(): Promise<void> {
    await this.tell('FLUSHALL');
  }

  /** It takes connections and commands, and answers none. */
  pause(): void {
    this.process?.kill('SIGSTOP');
  }

  resume(): void {
    this.process?.kill('SIGCONT');
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const exit = once(process, 'exit');
    process.kill('SIGKILL');
    await exit;
  }

  /** For good, with its data. */
  async stop(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}
