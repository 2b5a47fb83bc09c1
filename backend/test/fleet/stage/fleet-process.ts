import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
const LOG_LINES = 60;

export type Role = 'api' | 'worker';

export interface Life {
  /** The bundle to run. */
  file: string;
  /** Where its channels record. */
  folder: string;
  env: Readonly<Record<string, string>>;
}

/** One place in the fleet: a process, and after its end the next one on the same port. */
export class FleetProcess {
  readonly log: string[] = [];
  private child: ChildProcess | undefined;
  private expected = false;

  constructor(
    readonly name: string,
    readonly role: Role,
    readonly port: number,
    private readonly onDeath: (what: string) => void,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start({ file, folder, env }: Life): void {
    const own = { PATH: process.env.PATH ?? '', ROLE: this.role, PORT: String(this.port), HOST: '127.0.0.1' };
    const child = spawn(process.execPath, [file, folder], { env: { ...env, ...own }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child = child;
    this.expected = false;
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => this.keep(line));
    child.once('exit', (code, signal) => {
      if (!this.expected) this.onDeath(`${this.name} ended by itself (${signal ?? code}):\n${this.log.join('\n')}`);
    });
  }

  /** Until it says that it can serve. @returns milliseconds */
  async ready(): Promise<number> {
    const began = performance.now();
    while (!(await this.isReady())) {
      const ended = this.child?.exitCode ?? this.child?.signalCode ?? null;
      if (ended !== null || performance.now() - began > READY_WITHIN_MS)
        throw new Error(`${this.name} was not ready in time (${ended ?? 'it lives'}):\n${this.log.join('\n')}`);
      await pause(LOOK_EVERY_MS);
    }
    return performance.now() - began;
  }

  async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(2_000);
    return fetch(`${this.url}/health/ready`, { signal }).then(
      async (response) => (await response.text()) !== '' && response.ok,
      () => false,
    );
  }

  /** @returns how it ended, and after how many milliseconds */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ how: string; ms: number }> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return { how: 'gone', ms: 0 };
    this.expected = true;
    const began = performance.now();
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code, by] = await exit;
    return { how: String(by ?? code), ms: performance.now() - began };
  }

  private keep(line: string): void {
    this.log.push(line);
    if (this.log.length > LOG_LINES) this.log.shift();
  }
}
