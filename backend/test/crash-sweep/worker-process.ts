import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface WorkerOptions {
  file: string;
  /** Where its ledgers lie. */
  folder: string;
  life: '1' | '2';
  databaseUrl: string;
  llmUrl: string;
  leaseMs: number;
  failpoints: string;
  /** What it is connected to. */
  connections?: Readonly<Record<string, string>> | undefined;
}

const START_TIMEOUT_MS = 20_000;
const LOG_LINES = 40;

const environment = ({ file, databaseUrl, llmUrl, leaseMs, failpoints, connections }: WorkerOptions) => ({
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: join(dirname(file), 'compiled'),
  NODE_ENV: 'test',
  PORT: '0',
  DATABASE_URL: databaseUrl,
  JWT_SECRET: 'jwt-secret-of-the-crash-sweep-32-bytes',
  TOKEN_SECRET: 'token-secret-of-the-crash-sweep-32-bytes',
  ENCRYPTION_KEYS: 'sealing-key-of-the-crash-sweep-32-bytes',
  LLM_PROVIDER: 'openai-compatible',
  LLM_MODEL: 'demo',
  LLM_BASE_URL: llmUrl,
  LLM_API_KEY: 'none',
  LOG_LEVEL: 'warn',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '100000',
  RATE_LIMIT_AUTH_PER_MINUTE: '100000',
  RUN_LEASE_MS: String(leaseMs),
  FAILPOINTS: failpoints,
  ...connections,
});

/** One start of the product in a process of its own. */
export class WorkerProcess {
  /** Failpoints it has passed, in order (only with `trace`). */
  readonly passed: string[] = [];
  readonly log: string[] = [];
  readonly startedAt = Date.now();
  readyAt = 0;
  /** Resolves with the signal or code that ended it. */
  readonly ended: Promise<string>;
  /** Resolves with its URL; never when it ends before. */
  readonly ready: Promise<string>;
  private readonly child: ChildProcess;

  constructor(options: WorkerOptions) {
    const args = [options.file, options.folder, options.life];
    this.child = spawn(process.execPath, args, { env: environment(options), stdio: ['pipe', 'pipe', 'pipe'] });
    this.ended = once(this.child, 'exit').then(([code, signal]) => String(signal ?? code));
    this.ready = new Promise((resolve) => {
      this.read(this.child.stdout, (line) => {
        if (!line.startsWith('ready ')) return false;
        this.readyAt = Date.now();
        resolve(line.slice('ready '.length));
        return true;
      });
    });
    this.read(this.child.stderr, (line) => {
      const name = /^failpoint (\S+)$/.exec(line)?.[1];
      if (name) this.passed.push(name);
      return name !== undefined;
    });
  }

  /** @throws when it does not come up */
  async started(): Promise<string> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`no start within ${START_TIMEOUT_MS} ms`)), START_TIMEOUT_MS).unref();
    });
    const dead = this.ended.then((how) => Promise.reject(new Error(`ended by ${how}\n${this.log.join('\n')}`)));
    return Promise.race([this.ready, late, dead]);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  private read(stream: NodeJS.ReadableStream | null, takes: (line: string) => boolean): void {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (line) => {
      if (takes(line)) return;
      this.log.push(line);
      if (this.log.length > LOG_LINES) this.log.shift();
    });
  }
}
