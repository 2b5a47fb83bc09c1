import { describe, expect, it } from 'vitest';
import { devtoolsTools as tools } from '../domain/devtools-tools.js';
import { diffOf } from '../domain/file-diff.js';
import { type Proposal, plannedCalls } from '../domain/proposal.js';
import { nothingDone, report } from './report.js';

const proposal: Proposal = {
  ...{ base: { branch: 'main', sha: 'a'.repeat(40) }, taken: ['main'], branch: 'b', message: 'M', body: '' },
  title: 'A <b> [title](http://evil.example)',
  files: [{ diff: diffOf({ path: 'x.ts', before: null, after: 'y' }), sha: null }],
};
const plan = plannedCalls(tools, proposal, { approvedHunks: null, editedArguments: null });

describe('what is told at the end', () => {
  it('has no link but the one of the pull request', () => {
    const text = report(proposal, plan, { kind: 'done', url: 'http://127.0.0.1:1/pulls/1', tests: { kind: 'passed' } });
    expect(text).toContain('A \\<b\\> \\[title\\](http://evil.example)](http://127.0.0.1:1/pulls/1)');
    expect(text).toContain('Nothing was written to `main`.');
  });

  it('says that tests fail, and which', () => {
    const text = report(proposal, plan, { kind: 'done', url: null, tests: { kind: 'failed', failures: ['a *b*'] } });
    expect(text).toContain('**Tests fail**: a \\*b\\*');
  });

  it.each([
    [{ kind: 'rejected', comment: 'no', by: null } as const, 'You said no (no), so **nothing was done**'],
    [{ kind: 'expired' } as const, 'Nobody answered in time, so **nothing was done**'],
    [{ kind: 'cancelled', reason: null } as const, 'The question was withdrawn, so **nothing was done**'],
    [{ kind: 'undeliverable', reason: 'bounced' } as const, 'The question reached nobody (bounced), so **nothing'],
  ])('admits that nothing was done: %j', (outcome, words) => expect(nothingDone(outcome)).toContain(words));
});
