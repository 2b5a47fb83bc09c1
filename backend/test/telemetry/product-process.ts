import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { freePort } from '../support/free-port.js';
import { soon } from '../support/product/index.js';

const OUT = join(import.meta.dirname, 'dist', String(process.pid));

/** The product as it is shipped, for this test alone. @returns its file and a function that removes it */
export const buildProduct = async () => {
  const configFile = join(import.meta.dirname, '../../vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: OUT, sourcemap: false } });
  return { file: join(OUT, 'main.js'), remove: () => rmSync(OUT, { recursive: true, force: true }) };
};

/** The product in a process of its own, with every letter that it writes. */
export class ProductProcess {
  output = '';
  private readonly child: ChildProcess;

  private constructor(
    file: string,
    env: Record<string, string>,
    readonly url: string,
  ) {
    this.child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  static async start(file: string, env: Record<string, string>): Promise<ProductProcess> {
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}`;
    const all = { PATH: process.env.PATH ?? '', PORT: port, PUBLIC_URL: url, ...env };
    const product = new ProductProcess(file, all, url);
    await soon(() => {
      if (!product.output.includes('Parley is ready')) throw new Error(`not up yet: ${product.output}`);
    }, 60_000);
    return product;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const end = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await end;
  }
}
