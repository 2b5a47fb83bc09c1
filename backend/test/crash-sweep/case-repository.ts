import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Devtools, type DevtoolsLedgerEntry, startDevtools } from '@parley/sandbox/devtools';

/** What git itself and the tools' own ledger say. */
export interface RepositoryEvidence {
  /** Commit of the default branch: as it was at first, and as it is. */
  main: { was: string; is: string };
  /** Subjects of what stands on each other branch and not on main. */
  commits: Readonly<Record<string, readonly string[]>>;
  /** Files in which each branch differs from main. */
  changed: Readonly<Record<string, readonly string[]>>;
  pulls: readonly { head: string; base: string }[];
  effects: readonly DevtoolsLedgerEntry[];
}

const lines = (text: string) => text.split('\n').filter(Boolean);

/** A repository for one case: it outlives the kills. */
export class CaseRepository {
  private constructor(
    private readonly folder: string,
    private readonly devtools: Devtools,
    private readonly was: string,
  ) {}

  static async start(): Promise<CaseRepository> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-crash-shop-'));
    const devtools = await startDevtools({ folder });
    return new CaseRepository(folder, devtools, gitOf(devtools)('rev-parse', 'main').trim());
  }

  environment(): Record<string, string> {
    return { SWEPT_MCP_URL: this.devtools.mcpUrl };
  }

  async evidence(): Promise<RepositoryEvidence> {
    const git = gitOf(this.devtools);
    const branches = lines(git('for-each-ref', '--format=%(refname:short)', 'refs/heads')).filter(
      (name) => name !== 'main',
    );
    const of = (...args: string[]) =>
      Object.fromEntries(branches.map((branch) => [branch, lines(git(...args, `main..${branch}`))]));
    const pulls = await this.devtools.pullRequests();
    return {
      main: { was: this.was, is: git('rev-parse', 'main').trim() },
      commits: of('log', '--format=%s'),
      changed: of('diff', '--name-only'),
      pulls: pulls.map(({ head, base }) => ({ head, base })),
      effects: this.devtools.ledger(),
    };
  }

  async close(): Promise<void> {
    await this.devtools.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const gitOf =
  ({ repository }: Devtools) =>
  (...args: string[]): string =>
    execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8' });
