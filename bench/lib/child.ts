import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a child is told to do, and what it answers. */
export interface Call {
  id: number;
  name: string;
  input: unknown;
}
export type Reply = { id: number; value: unknown } | { id: number; error: string };

export interface ChildOptions {
  args?: string[];
  env?: NodeJS.ProcessEnv;
  execArgv?: string[];
  cwd?: string;
}

const TYPESCRIPT = ['--import', '@oxc-node/core/register'];
const STOP_TIMEOUT_MS = 15_000;

/** A process of its own that does what it is asked, one call after the other or several at once. */
export class Child {
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  private lastId = 0;
  private ended = false;

  private constructor(private readonly process: ChildProcess) {
    process.on('message', (reply: Reply) => this.settle(reply));
    process.once('exit', (code, signal) => {
      this.ended = true;
      for (const { reject } of this.waiting.values()) reject(new Error(`a child process ended (${signal ?? code})`));
    });
  }

  /** Starts a script of bench/ (TypeScript, or a bundle). It answers the call `ready` when it is. */
  static async start(script: string, { args = [], env, execArgv, cwd }: ChildOptions = {}): Promise<Child> {
    const file = join(import.meta.dirname, '..', script);
    const own = execArgv ?? (file.endsWith('.js') ? [] : TYPESCRIPT);
    const child = new Child(
      fork(file, args, {
        execArgv: own,
        env: env ?? process.env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        ...(cwd && { cwd }),
      }),
    );
    await child.call('ready');
    return child;
  }

  call<T>(name: string, input?: unknown): Promise<T> {
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: never) => void, reject });
      this.process.send({ id, name, input } satisfies Call, (error) => error && reject(error));
    });
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.process, 'exit');
    const last = setTimeout(() => this.process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    this.process.kill('SIGTERM');
    await exit;
    clearTimeout(last);
  }

  private settle(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.value as never);
  }
}

type Handler = (input: never) => unknown;

/** The child's side: answers calls until the parent goes. */
export function serve(handlers: Record<string, Handler>): void {
  const all: Record<string, Handler> = { ready: () => true, ...handlers };
  process.on('message', async ({ id, name, input }: Call) => {
    try {
      const handler = all[name];
      if (!handler) throw new Error(`no such call: ${name}`);
      process.send?.({ id, value: await handler(input as never) } satisfies Reply);
    } catch (error) {
      process.send?.({ id, error: String((error as Error).stack ?? error) } satisfies Reply);
    }
  });
  process.on('disconnect', () => process.exit(0));
}
