import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Devtools, startDevtools } from '@parley/sandbox/devtools';
import { type Person, startTestProduct, type TestProduct } from '../../support/product/index.js';
import { ChangeTalk } from './change-talk.js';

/** The product with the repository of the sandbox, as `npm start` puts them together. */
export class ChangeStage extends ChangeTalk {
  private constructor(
    readonly folder: string,
    readonly devtools: Devtools,
    readonly product: TestProduct,
    person: Person,
  ) {
    super(person);
  }

  static async start(env: Record<string, string> = {}): Promise<ChangeStage> {
    const folder = mkdtempSync(join(tmpdir(), 'change-request-'));
    const devtools = await startDevtools({ folder });
    const mcpServers = [{ name: 'devtools', transport: 'http', url: devtools.mcpUrl, headers: {} } as const];
    const product = await startTestProduct({ mcpServers, env });
    return new ChangeStage(folder, devtools, product, await product.signUp('Mira'));
  }

  async stop(): Promise<void> {
    await this.product.close();
    await this.devtools.close();
    rmSync(this.folder, { recursive: true });
  }

  /** What git itself says. */
  git(...args: string[]): string {
    return execFileSync('git', ['--git-dir', this.devtools.repository, ...args], { encoding: 'utf8' }).trimEnd();
  }

  branches(): string[] {
    return this.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  }

  /** Somebody else commits to main. */
  push(path: string, content: string): void {
    const folder = mkdtempSync(join(tmpdir(), 'work-tree-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Noa', '-c', 'user.email=noa@shop.example', ...args], { cwd: folder });
    execFileSync('git', ['clone', '--quiet', this.devtools.repository, folder]);
    execFileSync('tee', [join(folder, path)], { input: content, stdio: ['pipe', 'ignore', 'inherit'] });
    git('add', '-A');
    git('commit', '--quiet', '-m', 'Something else');
    git('push', '--quiet', 'origin', 'main');
    rmSync(folder, { recursive: true });
  }

  /** Effects that really happened. */
  effects(): string[] {
    return this.devtools.ledger().flatMap(({ tool, outcome }) => (outcome === 'refused' ? [] : [tool]));
  }
}
