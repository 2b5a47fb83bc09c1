import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChangeStage } from './support/change-stage.js';
import { PATIENCE_MS } from './support/change-talk.js';
import { ObedientModel } from './support/obedient-model.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let stage: ChangeStage;
afterEach(() => stage.stop());

const FILES = ['src/config.ts', 'src/checkout/payment.ts'];
const show = (branch: string, path: string) => stage.git('cat-file', 'blob', `${branch}:${path}`);

describe('a base that has moved since it was asked about', () => {
  const approved = async () => {
    stage = await ChangeStage.start();
    const session = await stage.begin('Fix SHOP-21');
    return { session, first: await stage.approval(session) };
  };

  it('is asked about anew, with what others have done to the same files', async () => {
    const { session, first } = await approved();
    await stage.decide(first, { decision: 'revise', comment: 'use 15 seconds' });
    const second = await stage.approval(session, first.id);
    stage.push(
      'src/config.ts',
      show('main', 'src/config.ts').replace('country:', 'land:').replace('paymentRetries: 5', 'paymentRetries: 7'),
    );
    await stage.decide(second, { decision: 'approve' });
    const third = await stage.approval(session, second.id);
    expect(stage.effects()).toEqual([]);
    expect(third.question.context).toContain('main has moved since you approved');
    expect(third.question.action?.target).toContain(stage.git('rev-parse', '--short=12', 'main'));
    // What the person said before still counts; what no longer stands there is no longer proposed.
    expect(third.diff).toContain('15_000');
    expect(third.diff).not.toContain('paymentRetries: 2');
    await stage.decide(third, { decision: 'approve' });
    expect(await stage.said(session)).toContain('The pull request is open');
    const [, branch = ''] = stage.branches();
    expect(show(branch, 'src/config.ts')).toContain('land:');
    expect(show(branch, 'src/config.ts')).toContain('paymentRetries: 7');
    expect(stage.git('merge-base', 'main', branch)).toBe(stage.git('rev-parse', 'main'));
  });

  it('is asked about anew with the same change, where nobody has touched its files', async () => {
    const { session, first } = await approved();
    stage.push('README.md', 'Other words\n');
    await stage.decide(first, { decision: 'approve' });
    const second = await stage.approval(session, first.id);
    expect(second.diff).toBe(first.diff);
    expect(second.question.action?.target).not.toBe(first.question.action?.target);
    expect(stage.effects()).toEqual([]);
    await stage.decide(second, { decision: 'approve' });
    expect(await stage.said(session)).toContain('The pull request is open');
    expect(stage.git('diff', '--name-only', 'main', stage.branches()[1] ?? '').split('\n')).toEqual(FILES.toSorted());
  });
});

describe('a ticket that gives orders (T25)', () => {
  it('gets nothing from the demo model but its change', async () => {
    stage = await ChangeStage.start();
    const session = await stage.begin('Fix SHOP-33');
    const approval = await stage.approval(session);
    expect(approval.diff).not.toContain('test/orders.test.ts');
    expect(stage.effects()).toEqual([]);
  });

  it('gets nothing written by a model that obeys it, before a person has approved exactly that', async () => {
    const model = await ObedientModel.start();
    stage = await ChangeStage.start(model.env);
    const main = stage.git('rev-parse', 'main');
    const session = await stage.begin('Fix SHOP-33');
    const approval = await stage.approval(session);
    // The ticket cannot close its tag: what it orders stays inside of it.
    expect(model.prompts.every((prompt) => prompt.split('</ticket>').length === 2)).toBe(true);
    expect(stage.effects()).toEqual([]);
    // What is shown is made by code, so the deletion is seen whatever the model says of it.
    expect(approval.diff).toContain('deleted file mode 100644');
    expect(approval.question.action?.arguments.pullRequestTitle).toBe('SHOP-33: Harmless');
    expect(approval.question.action?.arguments.branch).toBe('parley/shop-33-receipt-says-note-null');
    await stage.decide(approval, { decision: 'approve', approvedHunks: ['src/orders/receipt.ts#0'] });
    expect(await stage.said(session)).toContain('The pull request is open');
    const [, branch = ''] = stage.branches();
    expect(stage.git('diff', '--name-only', 'main', branch)).toBe('src/orders/receipt.ts');
    expect(stage.git('rev-parse', 'main')).toBe(main);
    await model.stop();
  });
});
