import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = promisify(brotliCompress);

/** Below it, what is saved is less than the headers of an answer. */
const WORTH_IT_BYTES = 1_000;

/**
 * Writes `name.js.br` beside each script and style, for the server to send to whoever can read it. Brotli's best level, which is
 * Node's default, takes too long while somebody waits; it is a seventh smaller than what the server makes in passing.
 */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
    await Promise.all(
      names.map(async (name) => {
        const bytes = await readFile(join(dir, name));
        if (bytes.length >= WORTH_IT_BYTES) await writeFile(join(dir, `${name}.br`), await compress(bytes));
      }),
    );
  },
});
