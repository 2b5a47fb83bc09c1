import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ChangeStage } from './support/change-stage.js';
import { PATIENCE_MS } from './support/change-talk.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let stage: ChangeStage;
beforeAll(async () => {
  stage = await ChangeStage.start();
});
afterAll(() => stage.stop());

const main = () => stage.git('rev-parse', 'main');
const show = (branch: string, path: string) => stage.git('cat-file', 'blob', `${branch}:${path}`);

describe('a ticket', () => {
  it('becomes the approved part of a revised diff, and nothing else (AG-6)', async () => {
    const before = main();
    const session = await stage.begin('Fix SHOP-21');
    const first = await stage.approval(session);
    expect(first.diff).toContain('+  paymentTimeoutMs: 10_000,');
    expect(stage.effects()).toEqual([]);
    await stage.decide(first, { decision: 'revise', comment: 'Please use 15 seconds instead of 10' });
    const second = await stage.approval(session, first.id);
    expect(second.diff).toContain('+  paymentTimeoutMs: 15_000,');
    await stage.decide(second, { decision: 'revise', comment: 'and only one more try' });
    const third = await stage.approval(session, second.id);
    expect(third.diff).toContain('+  paymentTimeoutMs: 15_000,');
    expect(third.diff).toContain('+  paymentRetries: 1,');
    expect(third.question.action?.target).toBe(
      `shop (devtools), main@${before.slice(0, 12)} → parley/shop-21-payments-make-people-wait-for-minutes`,
    );
    await stage.decide(third, { decision: 'approve', approvedHunks: ['src/config.ts#0', 'src/checkout/payment.ts#0'] });

    const said = await stage.said(session);
    const branch = 'parley/shop-21-payments-make-people-wait-for-minutes';
    expect(stage.git('log', '--format=%s', `main..${branch}`).split('\n')).toEqual(
      Array(2).fill('SHOP-21: Give up on payments sooner'),
    );
    expect(stage.git('diff', '--name-only', `main`, branch).split('\n')).toEqual([
      'src/checkout/payment.ts',
      'src/config.ts',
    ]);
    expect(show(branch, 'src/config.ts')).toBe(
      show('main', 'src/config.ts').replace('paymentTimeoutMs: 60_000', 'paymentTimeoutMs: 15_000'),
    );
    expect(main()).toBe(before);
    const [pull] = await stage.devtools.pullRequests();
    expect(pull).toMatchObject({
      head: branch,
      base: 'main',
      title: 'SHOP-21: Give up on payments sooner',
      status: 'open',
    });
    expect(pull?.body).toContain('left out: src/config.ts, part 2');
    expect(said).toContain(`${stage.devtools.url}/pulls/1`);
    expect(said).toContain('All tests pass');
    expect(said).toContain('src/config.ts, part 2');
    expect(stage.effects()).toEqual(['create_branch', 'commit_file', 'commit_file', 'run_tests', 'create_pr']);
  });

  it('that can be meant in two ways is asked about first', async () => {
    const session = await stage.begin('Please do SHOP-15');
    const question = await stage.question(session);
    expect(question.question).toMatchObject({
      type: 'CHOICE',
      options: [{ value: 'products' }, { value: 'orders' }, { value: 'both' }],
    });
    await stage.person.answer(question.id, { type: 'CHOICE', value: 'orders' });
    const approval = await stage.approval(session, question.id);
    expect(approval.diff).toContain('src/orders/orders.ts');
    expect(approval.diff).not.toContain('src/catalogue/search.ts');
    await stage.decide(approval, {
      decision: 'approve',
      editedArguments: { ...approval.question.action?.arguments, branch: 'fix/mine', pullRequestTitle: 'Mine' },
    });
    expect(await stage.said(session)).toContain('[Mine](');
    expect(stage.git('diff', '--name-only', 'main', 'fix/mine')).toBe('src/orders/orders.ts');
  });

  it('that nobody names is chosen', async () => {
    const session = await stage.begin('Work on a ticket');
    const question = await stage.question(session);
    await stage.person.answer(question.id, { type: 'CHOICE', value: 'SHOP-12' });
    expect((await stage.approval(session, question.id)).diff).toContain('padStart');
  });

  it('that is not there is told', async () => {
    expect(await stage.said(await stage.begin('Fix SHOP-999'))).toContain('no ticket SHOP-999');
  });
});

describe('an answer', () => {
  const branchesNow = () => stage.branches().join();

  it('of no leaves everything as it is', async () => {
    const before = branchesNow();
    const session = await stage.begin('Fix SHOP-12');
    const approval = await stage.approval(session);
    await stage.decide(approval, { decision: 'reject', comment: 'not now' });
    expect(await stage.said(session)).toBe(
      'You said no (not now), so **nothing was done**: no branch, no commit, no pull request.',
    );
    expect(branchesNow()).toBe(before);
  });

  it('that is withdrawn leaves everything as it is', async () => {
    const before = branchesNow();
    const session = await stage.begin('Fix SHOP-12');
    const approval = await stage.approval(session);
    await stage.person.post(`/api/feedback-requests/${approval.id}/cancel`, { reason: 'too late' });
    expect(await stage.said(session)).toContain('too late');
    expect(branchesNow()).toBe(before);
  });

  it.each([
    ['the default branch', { branch: 'main' }, 'default branch'],
    ['somebody’s branch', { branch: 'theirs' }, 'there already'],
    ['other files', { files: [{ path: 'README.md', change: 'deleted', parts: 1 }] }, 'follow from the diff'],
  ])('with edits that would reach %s is asked about again', async (_what, edits, words) => {
    if (!stage.branches().includes('theirs')) stage.git('branch', 'theirs', 'main');
    const [before, head] = [branchesNow(), main()];
    const session = await stage.begin('Fix SHOP-12');
    const approval = await stage.approval(session);
    await stage.decide(approval, {
      decision: 'approve',
      editedArguments: { ...approval.question.action?.arguments, ...edits },
    });
    const again = await stage.approval(session, approval.id);
    expect(again.question.context).toContain(words);
    expect(again.diff).toBe(approval.diff);
    expect([branchesNow(), main()]).toEqual([before, head]);
  });

  it('to nothing of the diff is asked about again', async () => {
    const session = await stage.begin('Fix SHOP-12');
    const approval = await stage.approval(session);
    await stage.decide(approval, { decision: 'approve', approvedHunks: [] });
    expect((await stage.approval(session, approval.id)).question.context).toContain(
      'No part of the change was approved',
    );
  });
});

it('tells which tests fail', async () => {
  const session = await stage.begin('Fix SHOP-27');
  await stage.decide(await stage.approval(session), { decision: 'approve' });
  expect(await stage.said(session)).toContain('**Tests fail**: sending is free from 50.00 on');
});
