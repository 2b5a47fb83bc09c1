import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTestProduct, type TestProduct } from '../support/product/index.js';
import { ChangeTalk, PATIENCE_MS } from './support/change-talk.js';
import { FakeGithub } from './support/fake-github.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let github: FakeGithub;
let product: TestProduct;
let talk: ChangeTalk;
beforeEach(async () => {
  github = new FakeGithub();
  const url = await github.start();
  const mcpServers = [{ name: 'github', transport: 'http', url, headers: {} } as const];
  product = await startTestProduct({ mcpServers, env: { CHANGE_REQUEST_REPOSITORY: 'github:acme/shop' } });
  talk = new ChangeTalk(await product.signUp('Mira'));
});
afterEach(async () => {
  await product.close();
  await github.stop();
});

const BRANCH = 'parley/7-say-more';

it('an issue of GitHub becomes a pull request there, by the tools of its server', async () => {
  const session = await talk.begin('Please fix #7');
  const approval = await talk.approval(session);
  expect(approval.diff).toContain('+To do: 7 Say more');
  expect(approval.question.action?.target).toBe(
    `acme/shop (GitHub), main@${github.head('main').slice(0, 12)} → ${BRANCH}`,
  );
  expect(github.effects).toEqual([]);
  await talk.decide(approval, { decision: 'approve' });
  expect(await talk.said(session)).toContain('https://github.com/acme/shop/pull/8');
  expect(github.effects).toEqual(['create_branch', 'create_or_update_file', 'create_pull_request']);
  expect(github.branches.get(BRANCH)?.get('README.md')).toContain('To do: 7 Say more');
  expect(github.branches.get('main')?.get('README.md')).toBe('# Shop\n');
  expect(github.pulls).toEqual([expect.objectContaining({ head: BRANCH, base: 'main' })]);
});

it('nothing is committed to a branch that began elsewhere than was approved', async () => {
  const session = await talk.begin('Please fix #7');
  const approval = await talk.approval(session);
  github.movesMain = true;
  await talk.decide(approval, { decision: 'approve' });
  expect(await talk.said(session)).toContain('committed nothing');
  expect(github.effects).toEqual(['create_branch']);
});
