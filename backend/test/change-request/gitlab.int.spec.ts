import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTestProduct, type TestProduct } from '../support/product/index.js';
import { ChangeTalk, PATIENCE_MS } from './support/change-talk.js';
import { FakeGitlab } from './support/fake-gitlab.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let gitlab: FakeGitlab;
let product: TestProduct;
let talk: ChangeTalk;
beforeEach(async () => {
  gitlab = new FakeGitlab();
  const url = await gitlab.start();
  const mcpServers = [{ name: 'gitlab', transport: 'http', url, headers: {} } as const];
  product = await startTestProduct({ mcpServers, env: { CHANGE_REQUEST_REPOSITORY: 'gitlab:acme/web/shop' } });
  talk = new ChangeTalk(await product.signUp('Mira'));
});
afterEach(async () => {
  await product.close();
  await gitlab.stop();
});

const BRANCH = 'parley/7-say-more';
const EFFECTS = ['create_branch', 'create_or_update_file', 'create_merge_request'];
const MERGE_REQUEST = 'https://gitlab.example/acme/web/shop/-/merge_requests/8';

it('an issue of GitLab becomes a merge request there, by the tools of its server', async () => {
  const session = await talk.begin('Please fix #7');
  const approval = await talk.approval(session);
  expect(approval.diff).toContain('+To do: 7 Say more');
  const base = gitlab.head('main').slice(0, 12);
  expect(approval.question.action?.target).toBe(`acme/web/shop (GitLab), main@${base} → ${BRANCH}`);
  expect(gitlab.effects).toEqual([]);
  await talk.decide(approval, { decision: 'approve' });
  const said = await talk.said(session);
  expect(said).toContain(MERGE_REQUEST);
  expect(said).toContain('one commit: `README.md`');
  expect(gitlab.effects).toEqual(EFFECTS);
  expect(gitlab.branches.get(BRANCH)?.get('README.md')).toContain('To do: 7 Say more');
  expect(gitlab.branches.get('main')?.get('README.md')).toBe('# Shop\n');
  expect(gitlab.pulls).toEqual([expect.objectContaining({ source_branch: BRANCH, target_branch: 'main' })]);
});

it('a base that moves while the branch is made leaves it at the commit that was approved', async () => {
  const session = await talk.begin('Please fix #7');
  const approval = await talk.approval(session);
  gitlab.movesMain = true;
  await talk.decide(approval, { decision: 'approve' });
  expect(await talk.said(session)).toContain(MERGE_REQUEST);
  expect(gitlab.branches.get('main')?.get('src/a.ts')).toBe('moved\n');
  expect(gitlab.branches.get(BRANCH)?.get('src/a.ts')).toBe('export {};\n');
});

it('a base that has moved before the answer is asked about again, and nothing is done', async () => {
  const session = await talk.begin('Please fix #7');
  const first = await talk.approval(session);
  gitlab.branches.get('main')?.set('README.md', '# Shop\n\nOpen.\n');
  await talk.decide(first, { decision: 'approve' });
  const second = await talk.approval(session, first.id);
  expect(second.question.context).toContain('main has moved since you approved, so nothing was done');
  expect(gitlab.effects).toEqual([]);
  await talk.decide(second, { decision: 'approve' });
  expect(await talk.said(session)).toContain(MERGE_REQUEST);
  expect(gitlab.branches.get(BRANCH)?.get('README.md')).toContain('Open.');
});

it('nothing is written when the person says no', async () => {
  const session = await talk.begin('Please fix #7');
  await talk.decide(await talk.approval(session), { decision: 'reject', comment: 'Not now' });
  expect(await talk.said(session)).toContain('nothing was done');
  expect(gitlab.effects).toEqual([]);
});

it('a file that somebody changed on the new branch meanwhile is not overwritten', async () => {
  const session = await talk.begin('Please fix #7');
  const approval = await talk.approval(session);
  gitlab.onBranch = (files) => files.set('README.md', '# Theirs\n');
  await talk.decide(approval, { decision: 'approve' });
  expect(await talk.said(session)).toContain('has changed since you started editing it');
  expect(gitlab.branches.get(BRANCH)?.get('README.md')).toBe('# Theirs\n');
  expect(gitlab.pulls).toEqual([]);
});
