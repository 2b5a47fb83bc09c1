import { spawn } from 'node:child_process';

/** Neither this machine's settings nor the person at it change what the sandbox does. */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Parley',
  GIT_AUTHOR_EMAIL: 'parley@shop.example',
  GIT_COMMITTER_NAME: 'Parley',
  GIT_COMMITTER_EMAIL: 'parley@shop.example',
  LC_ALL: 'C',
  TZ: 'UTC',
};
const MOST_BYTES = 20_000_000;

export class GitError extends Error {}
/** This machine has no git. */
export class NoGit extends GitError {}

interface RunOptions {
  input?: string;
  env?: Record<string, string>;
  cwd?: string;
}

/** The real git on one bare repository. Arguments are a list: no shell ever reads them. */
export class Git {
  constructor(readonly folder: string) {}

  async run(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { code, output, errors } = await this.spawn(args, options);
    if (code !== 0) throw new GitError(`git ${args[0]}: ${errors.trim() || `ended with ${code}`}`);
    return output;
  }

  /** As {@link run}, without the line end. */
  async line(args: readonly string[], options?: RunOptions): Promise<string> {
    return (await this.run(args, options)).replace(/\n$/, '');
  }

  /** @returns null where git says no */
  async maybe(args: readonly string[]): Promise<string | null> {
    const { code, output } = await this.spawn(args, {});
    return code === 0 ? output.replace(/\n$/, '') : null;
  }

  private spawn(args: readonly string[], { input, env, cwd }: RunOptions) {
    return new Promise<{ code: number | null; output: string; errors: string }>((resolve, reject) => {
      const child = spawn('git', ['--git-dir', this.folder, '-c', 'core.quotePath=false', ...args], {
        ...(cwd !== undefined && { cwd }),
        env: { PATH: process.env.PATH, HOME: this.folder, ...ENVIRONMENT, ...env },
      });
      const [output, errors]: [Buffer[], Buffer[]] = [[], []];
      let size = 0;
      child.stdout.on('data', (data: Buffer) => {
        size += data.length;
        if (size > MOST_BYTES) child.kill('SIGKILL');
        else output.push(data);
      });
      child.stderr.on('data', (data: Buffer) => errors.push(data));
      child.on('error', ({ message }) => reject(new NoGit(`git does not run: ${message}`)));
      child.on('close', (code) =>
        resolve({
          code,
          output: Buffer.concat(output).toString('utf8'),
          errors: Buffer.concat(errors).toString('utf8'),
        }),
      );
      child.stdin.on('error', () => undefined); // it may end before it has read everything
      child.stdin.end(input ?? '');
    });
  }
}
