import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { RedisServer } from '../../support/redis/index.js';
import { FleetDatabase } from './database.js';
import { FleetProcess, type Role } from './fleet-process.js';
import { ReverseProxy } from './proxy.js';

const PLACES: readonly (readonly [string, Role])[] = [
  ['api-1', 'api'],
  ['worker-1', 'worker'],
  ['api-2', 'api'],
  ['worker-2', 'worker'],
];

const SECRETS = {
  JWT_SECRET: 'jwt-secret-of-the-fleet-32-bytes-long',
  TOKEN_SECRET: 'token-secret-of-the-fleet-32-bytes-long',
  ENCRYPTION_KEYS: 'sealing-key-of-the-fleet-32-bytes-long',
};

/** Two api processes behind the proxy, two workers, PostgreSQL and Redis: all real, all on this machine. */
export class Fleet {
  private readonly overrides: Record<string, string> = {};

  private constructor(
    /** Outlives the processes. */
    readonly folder: string,
    readonly database: FleetDatabase,
    readonly redis: RedisServer,
    readonly proxy: ReverseProxy,
    readonly processes: readonly FleetProcess[],
    /** What went wrong that no scenario wanted. */
    readonly accidents: readonly string[],
    private file: string,
  ) {}

  /** @param file the bundled process */
  static async start(file: string): Promise<Fleet> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-fleet-'));
    chmodSync(folder, 0o755); // PostgreSQL's own account has to get in
    const ports = await Promise.all(Array.from({ length: PLACES.length + 1 }, freePort));
    const accidents: string[] = [];
    const processes = PLACES.map(
      ([name, role], at) => new FleetProcess(name, role, ports[at] as number, (what) => void accidents.push(what)),
    );
    const upstreams = processes.filter(({ role }) => role === 'api').map(({ port }) => `127.0.0.1:${port}`);
    const database = await FleetDatabase.start(folder);
    const redis = await RedisServer.start();
    const proxy = new ReverseProxy(ports.at(-1) as number, upstreams, folder);
    const fleet = new Fleet(folder, database, redis, proxy, processes, accidents, file);
    try {
      for (const one of processes) fleet.begin(one);
      await Promise.all(processes.map((one) => one.ready()));
      await proxy.start();
      return fleet;
    } catch (error) {
      await fleet.stop();
      throw error;
    }
  }

  get url(): string {
    return this.proxy.url;
  }

  process(name: string): FleetProcess {
    const found = this.processes.find((one) => one.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  }

  /** The next life of a process that has ended. */
  begin(one: FleetProcess): void {
    const env = { ...environment(this.file, this.url, this.database.url, this.redis.url), ...this.overrides };
    one.start({ file: this.file, folder: this.folder, env });
  }

  /** From the next start of each process on. */
  deploy(file: string, overrides: Record<string, string> = {}): void {
    this.file = file;
    Object.assign(this.overrides, overrides);
  }

  get version(): string {
    return this.file;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.end('SIGKILL')));
    await this.proxy.stop();
    await this.redis.stop();
    await this.database.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const environment = (file: string, url: string, databaseUrl: string, redisUrl: string): Record<string, string> => ({
  ...SECRETS,
  NODE_ENV: 'production',
  NODE_COMPILE_CACHE: join(dirname(file), 'compiled'),
  PUBLIC_URL: url,
  TRUST_PROXY: 'loopback',
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  MIGRATE_AT_START: 'off',
  SANDBOX_CHANNELS: 'off',
  LLM_PROVIDER: 'demo',
  LOG_LEVEL: 'warn',
  SHUTDOWN_DELAY_MS: '2000',
  ACCESS_TOKEN_TTL_S: '3600',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
  RATE_LIMIT_AUTH_PER_MINUTE: '1000000',
});
