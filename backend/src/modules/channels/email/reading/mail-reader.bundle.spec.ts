import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const inBackend = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));

describe('the thread of the bundled product', { timeout: 60_000 }, () => {
  let out = '';
  beforeAll(async () => {
    // Inside of the workspace, because a bundle finds its packages from where it lies.
    await mkdir(inBackend('node_modules'), { recursive: true });
    out = await mkdtemp(inBackend('node_modules/.bundled-reader-'));
    await build({
      configFile: inBackend('vite.config.ts'),
      logLevel: 'error',
      build: { ssr: fileURLToPath(new URL('./index.ts', import.meta.url)), outDir: out },
    });
  });
  afterAll(() => rm(out, { recursive: true, force: true }));

  it('reads mail, with nothing of the source beside it', async () => {
    expect(await readdir(join(out, 'threads'))).toContain('mail-reader.worker.js');
    const { MailReader } = (await import(pathToFileURL(join(out, 'index.js')).href)) as typeof import('./index.js');
    const reader = new MailReader();
    const raw = Buffer.from(
      'From: a@example.com\r\nTo: parley@mail.example\r\nSubject: x\r\n\r\nYes\r\n\r\n-- \r\nA\r\n',
    );
    const own = { address: 'parley@mail.example', markerHeader: 'x-parley-delivery' };
    const trust = { authserv: 'mx.google.com', ownDomains: [] };
    const mail = await reader.readMail(raw, { own, trust, sentinel: '=== Reply above this line ===', ownLines: [] });
    expect(mail).toMatchObject({ reply: { text: 'Yes', signature: '--\nA' } });
    await reader.close();
  });
});
