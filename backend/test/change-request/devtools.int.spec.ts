import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevtoolsClient } from './support/devtools-client.js';

let dev: DevtoolsClient;
beforeEach(async () => {
  dev = await DevtoolsClient.start();
});
afterEach(() => dev.stop());

const main = () => dev.git('rev-parse', 'main');
const begin = async (name = 'fix/one') => {
  await dev.call('create_branch', { name, base_sha: main() });
  return name;
};
const read = async (path: string) => (await dev.call('read_file', { path })).data;
const change = async (branch: string, path: string, content: string | null, expected?: string | null) =>
  dev.call('commit_file', {
    ...{ branch, path, content, message: 'Change it' },
    expected_sha: expected === undefined ? (await read(path)).sha : expected,
  });

describe('what is there', () => {
  it('is the same on every machine', () => expect(main()).toBe('e4f1e85566262658951a1170916d34a31adf8a37'));

  it('says of each tool whether it changes anything', async () => {
    const { tools } = await dev.client.listTools();
    const effects = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name);
    expect(effects).toEqual(['create_branch', 'commit_file', 'run_tests', 'create_pr']);
    expect(tools).toHaveLength(10);
  });

  it('finds tickets, files and words', async () => {
    expect((await dev.call('list_tickets')).data.tickets).toHaveLength(5);
    expect((await dev.call('get_ticket', { key: 'shop-12' })).data.title).toBe('Prices lose a zero');
    const { files, commit } = (await dev.call('list_files')).data;
    expect(commit).toBe(main());
    expect(files.length).toBeGreaterThan(15);
    const file = await read('src/money.ts');
    expect(dev.git('cat-file', 'blob', file.sha)).toBe(file.content.trimEnd());
    expect((await dev.call('search_code', { query: 'PAYMENTTIMEOUT' })).data.hits).toEqual([
      { path: 'src/config.ts', line: 7, text: '  paymentTimeoutMs: 60_000,' },
    ]);
  });

  it('lists no link, whose target would be taken for its text', async () => {
    const link = `120000 blob ${dev.git('rev-parse', 'main:src/money.ts')}\tlink.ts\n`;
    const tree = `${dev.git('ls-tree', 'main')}\n${link}`;
    const repository = dev.git('rev-parse', '--absolute-git-dir');
    const made = execFileSync('git', ['--git-dir', repository, 'mktree'], { input: tree, encoding: 'utf8' }).trim();
    const { files } = (await dev.call('list_files', { ref: 'main' })).data;
    const commit = dev.git('-c', 'user.name=x', '-c', 'user.email=x', 'commit-tree', made, '-m', 'x');
    expect((await dev.call('list_files', { ref: commit })).data.files).toEqual(files);
  });

  it('has tests that pass', async () => {
    const { data } = await dev.call('run_tests', { branch: 'main' });
    expect([data.passed, data.tests, data.failures], data.output).toEqual([true, 17, []]);
  });
});

describe('effects', () => {
  it('make a branch, commits and a pull request, each once however often they are asked for', async () => {
    const branch = await begin();
    expect((await dev.call('create_branch', { name: branch, base_sha: main() })).data.already).toBe(true);
    const { sha } = await read('src/money.ts');
    const first = await change(branch, 'src/money.ts', 'new\n', sha);
    const again = await change(branch, 'src/money.ts', 'new\n', sha);
    expect(again.data).toEqual({ ...first.data, already: true });
    await change(branch, 'src/new.ts', 'x\r\nü', null);
    expect(
      (
        await change(
          branch,
          'src/new.ts',
          null,
          (
            await dev.call('read_file', { path: 'src/new.ts', ref: branch })
          ).data.sha,
        )
      ).isError,
    ).toBe(false);
    const draft = { branch, title: 'A <b>title</b>', body: 'Why', base: 'main' };
    const pull = (await dev.call('create_pr', draft)).data;
    expect((await dev.call('create_pr', draft)).data).toEqual({ ...pull, already: true });
    expect((await dev.call('create_pr', { ...draft, title: 'Other' })).data.error.code).toBe('pull_request_exists');
    expect(dev.git('rev-list', '--count', `main..${branch}`)).toBe('3');
    expect(await dev.devtools.pullRequests()).toHaveLength(1);
    const page = await (await fetch(pull.url)).text();
    expect(page).toContain('A &lt;b&gt;title&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('never touch the default branch', async () => {
    const before = main();
    const { sha } = await read('README.md');
    for (const branch of ['main', 'MAIN', 'heads/main', 'refs/heads/main', 'HEAD', ' main', 'x/../main', '-f'])
      expect((await change(branch, 'README.md', 'x', sha)).isError, branch).toBe(true);
    expect((await dev.call('create_branch', { name: 'main', base_sha: before })).data.error.code).toBe(
      'default_branch',
    );
    expect((await dev.call('create_pr', { branch: 'main', title: 'x', body: '', base: 'main' })).isError).toBe(true);
    expect(main()).toBe(before);
    expect(dev.devtools.ledger().every(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('stay in the repository', async () => {
    const branch = await begin();
    for (const path of ['../x', '/etc/passwd', '.git/config', 'a/.GIT/x', 'a//b', 'a\nb', 'a\u202eb', ''])
      expect((await change(branch, path, 'x', null)).isError, JSON.stringify(path)).toBe(true);
    expect(dev.git('rev-parse', branch)).toBe(main());
  });

  it('are refused on another file than the caller has seen, and on a base that has moved', async () => {
    const branch = await begin();
    const { sha } = await read('README.md');
    expect((await change(branch, 'src/money.ts', 'x', sha)).data.error.code).toBe('sha_mismatch');
    expect((await change(branch, 'src/money.ts', 'x', null)).data.error.code).toBe('sha_mismatch');
    await change(branch, 'README.md', 'x', sha);
    const stale = main();
    dev.git('update-ref', 'refs/heads/main', dev.git('rev-parse', branch));
    expect((await dev.call('create_branch', { name: 'late', base_sha: stale })).data.error.code).toBe('base_moved');
    expect((await dev.call('create_branch', { name: branch, base_sha: stale })).data.error.code).toBe('branch_exists');
  });

  it('tell which tests fail', async () => {
    const branch = await begin();
    const { sha, content } = await read('src/checkout/shipping.ts');
    await change(branch, 'src/checkout/shipping.ts', content.replace('5_000', '3_000'), sha);
    const { data } = await dev.call('run_tests', { branch });
    expect([data.passed, data.failures]).toEqual([false, ['sending is free from 50.00 on']]);
  });

  it('gives a branch to one of two callers that were told of the same free name, and to it again', async () => {
    const make = (key: string) =>
      dev.client.callTool({
        name: 'create_branch',
        arguments: { name: 'wanted', base_sha: main() },
        _meta: { 'parley/idempotencyKey': key },
      });
    const both = await Promise.all([make('one'), make('two')]);
    expect(both.map(({ isError }) => isError === true).sort()).toEqual([false, true]);
    const winner = both[0]?.isError ? 'two' : 'one';
    expect((await make(winner)).structuredContent).toMatchObject({ already: true });
    expect((await make(winner === 'one' ? 'two' : 'one')).structuredContent).toMatchObject({
      error: { code: 'branch_exists' },
    });
  });

  it('stand in a file, with the name of the call', async () => {
    const _meta = { 'parley/idempotencyKey': 'run/step' };
    await dev.client.callTool({ name: 'create_branch', arguments: { name: 'b', base_sha: main() }, _meta });
    const [line] = readFileSync(join(dev.folder, 'ledger.jsonl'), 'utf8').split('\n').filter(Boolean);
    expect(JSON.parse(line ?? '')).toMatchObject({
      tool: 'create_branch',
      outcome: 'done',
      idempotencyKey: 'run/step',
    });
  });
});

describe('the page of a pull request', () => {
  const open = async () => {
    const branch = await begin();
    await change(branch, 'README.md', 'short\n');
    return (await dev.call('create_pr', { branch, title: 'T', body: '', base: 'main' })).data.url as string;
  };
  const post = (url: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', headers, body: new URLSearchParams({ status: 'merged' }), redirect: 'manual' });

  it('merges for who sits at this machine, and for nobody else', async () => {
    const url = await open();
    const before = main();
    expect((await post(url, { origin: 'http://evil.example' })).status).toBe(403);
    expect(main()).toBe(before);
    expect((await post(url)).status).toBe(303);
    expect((await post(url)).status).toBe(409);
    expect(dev.git('cat-file', 'blob', 'main:README.md')).toBe('short');
    expect(await (await fetch(url)).text()).toContain('class="del">-# Shop');
  });
});

it('serves the same over stdio, on the same repository', async () => {
  const entry = fileURLToPath(new URL('../../../sandbox/devtools/stdio.ts', import.meta.url));
  const args = ['--import', '@oxc-node/core/register', entry, dev.folder];
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  await client.callTool({ name: 'create_branch', arguments: { name: 'by-stdio', base_sha: main() } });
  await client.close();
  expect(dev.git('rev-parse', 'by-stdio')).toBe(main());
  expect(dev.devtools.ledger()).toHaveLength(1);
});
