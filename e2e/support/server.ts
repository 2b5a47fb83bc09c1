import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WITHIN_MS = 40_000;

/** Below those that the system gives to outgoing connections: nobody takes it by chance before the server does. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const freePort = async (): Promise<number> => {
  const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  return (await isFree(port)) ? port : freePort();
};

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** The built product as its own process, with its own data: it can be killed like a power cut and started again. */
export class ParleyServer {
  private child: ChildProcess | null = null;
  private output = '';

  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly slackPort: number,
    private readonly mailPort: number,
    private readonly devtoolsPort: number,
    private readonly agentsPort: number,
    private readonly dataDir: string,
  ) {}

  static async create(): Promise<ParleyServer> {
    const [port, slack, mail, devtools, agents] = await Promise.all([
      ...([freePort(), freePort(), freePort(), freePort(), freePort()] as const),
    ]);
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
    // As root, PostgreSQL runs under an account of its own, which has to get in; else its data would lie elsewhere.
    await chmod(dataDir, 0o755);
    const server = new ParleyServer(`http://localhost:${port}`, port, slack, mail, devtools, agents, dataDir);
    await server.start();
    return server;
  }

  /** Where the local Slack is. */
  get slackUrl(): string {
    return `http://127.0.0.1:${this.slackPort}`;
  }

  /** Where the local mailbox is. */
  get mailUrl(): string {
    return `http://127.0.0.1:${this.mailPort}`;
  }

  /** Where the local repository and its pull requests are. */
  get devtoolsUrl(): string {
    return `http://127.0.0.1:${this.devtoolsPort}`;
  }

  /** The local repository itself, for git. */
  get repository(): string {
    return join(this.dataDir, 'sandbox', 'devtools', 'shop.git');
  }

  /** Where the sample agents are. */
  get agentsUrl(): string {
    return `http://127.0.0.1:${this.agentsPort}`;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['backend/dist/main.js'], {
      env: {
        ...process.env,
        // Empty counts as unset: as on a fresh machine, whatever the shell of the tests has.
        NODE_ENV: '',
        DATABASE_URL: '',
        REDIS_URL: '',
        PORT: String(this.port),
        SANDBOX_SLACK_PORT: String(this.slackPort),
        SANDBOX_MAIL_PORT: String(this.mailPort),
        SANDBOX_DEVTOOLS_PORT: String(this.devtoolsPort),
        SANDBOX_AGENTS_PORT: String(this.agentsPort),
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'warn',
        LLM_PROVIDER: 'demo',
        // Slow enough that a test can reload, stop or kill in the middle of an answer.
        DEMO_MODEL_TOKENS_PER_SECOND: '60',
        RATE_LIMIT_AUTH_PER_MINUTE: '1000',
        RATE_LIMIT_MESSAGES_PER_MINUTE: '1000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-8_000);
      });
    this.child = child;
    await this.untilReady(child);
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    const end = Date.now() + READY_WITHIN_MS;
    while (Date.now() < end) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${this.output}`);
      const ready = await fetch(`${this.url}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The server was not ready within ${READY_WITHIN_MS} ms:\n${this.output}`);
  }

  /** kill -9: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    if (!this.child) return;
    this.child.kill('SIGKILL');
    await exited(this.child);
    this.child = null;
  }

  /** Ends in good order, with its database, and removes the data. */
  async dispose(): Promise<void> {
    // A killed server leaves its PostgreSQL running: the next start takes it over and can stop it.
    if (!this.child) await this.start();
    const child = this.child;
    child?.kill('SIGTERM');
    if (child) await exited(child);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
