import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { devtoolsTools as tools } from './devtools-tools.js';
import { diffOf } from './file-diff.js';
import { actionOf, allCalls, type Proposal, plannedCalls } from './proposal.js';

const SHA = 'a'.repeat(40);
const far = (mark: string) => `${mark}\n${'same\n'.repeat(20)}`;
const before = far('1') + far('2');
const proposal: Proposal = {
  base: { branch: 'main', sha: SHA },
  taken: ['main', 'develop'],
  files: [
    {
      diff: diffOf({ path: 'a.ts', before, after: before.replace('1', 'one').replace('2', 'two') }),
      sha: 'b'.repeat(40),
    },
    { diff: diffOf({ path: 'gone.ts', before: 'x\n', after: null }), sha: 'c'.repeat(40) },
    { diff: diffOf({ path: 'new.ts', before: null, after: 'y' }), sha: null },
  ],
  ...{ branch: 'parley/shop-1', title: 'Title', message: 'Message', body: 'Body' },
};
const shown = actionOf(tools, proposal).arguments;
const all = { approvedHunks: null, editedArguments: null };
const plan = (answer: object) => plannedCalls(tools, proposal, { ...all, ...answer });
const edited = (changes: object) => plan({ editedArguments: { ...shown, ...changes } });

describe('an approval of all', () => {
  it('lets exactly these calls run', () => {
    expect(allCalls(plan({})).map(({ tool, arguments: args }) => [tool, args])).toEqual([
      ['devtools.create_branch', { name: 'parley/shop-1', base_sha: SHA }],
      ...[
        { path: 'a.ts', content: far('one') + far('two'), expected_sha: 'b'.repeat(40) },
        { path: 'gone.ts', content: null, expected_sha: 'c'.repeat(40) },
        { path: 'new.ts', content: 'y', expected_sha: null },
      ].map((file) => ['devtools.commit_file', { branch: 'parley/shop-1', message: 'Message', ...file }]),
      ['devtools.run_tests', { branch: 'parley/shop-1' }],
      ['devtools.create_pr', { branch: 'parley/shop-1', title: 'Title', body: 'Body', base: 'main' }],
    ]);
  });

  it('shows all that will be written beside the diff', () =>
    expect(actionOf(tools, proposal)).toEqual({
      tool: 'devtools: create_branch, commit_file, run_tests, create_pr',
      target: 'shop (devtools), main@aaaaaaaaaaaa → parley/shop-1',
      destructive: false,
      arguments: {
        ...{ branch: 'parley/shop-1', pullRequestTitle: 'Title', pullRequestBody: 'Body', commitMessage: 'Message' },
        files: [
          { path: 'a.ts', change: 'changed', parts: 2 },
          { path: 'gone.ts', change: 'deleted', parts: 1 },
          { path: 'new.ts', change: 'new', parts: 1 },
        ],
      },
    }));
});

describe('an approval of parts', () => {
  it('writes nothing but those', () => {
    const calls = plan({ approvedHunks: ['a.ts#1'] });
    expect(calls.commits.map(({ arguments: args }) => [args.path, args.content])).toEqual([
      ['a.ts', far('1') + far('two')],
    ]);
    expect(calls.leftOut).toEqual(['a.ts, part 1', 'gone.ts, part 1', 'new.ts, part 1']);
    expect(calls.createPullRequest.arguments.body).toContain('left out: a.ts, part 1; gone.ts, part 1');
  });

  it('of nothing is none', () => expect(() => plan({ approvedHunks: [] })).toThrow('No part'));

  it('never deletes or makes a file that was not chosen', () => {
    const parts = ['a.ts#0', 'a.ts#1', 'gone.ts#0', 'new.ts#0'];
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 1 }), (approvedHunks) => {
        const paths = plan({ approvedHunks }).commits.map(({ arguments: args }) => args.path);
        expect(paths).toEqual(
          ['a.ts', 'gone.ts', 'new.ts'].filter((path) => approvedHunks.some((hunk) => hunk.startsWith(path))),
        );
      }),
    );
  });
});

describe('edited arguments', () => {
  it('change names and words', () => {
    const calls = edited({ branch: 'fix/mine', pullRequestTitle: 'Mine', commitMessage: 'My words' });
    expect(calls.createBranch.arguments.name).toBe('fix/mine');
    expect(
      calls.commits.every(({ arguments: args }) => args.branch === 'fix/mine' && args.message === 'My words'),
    ).toBe(true);
    expect(calls.createPullRequest.arguments).toMatchObject({ branch: 'fix/mine', title: 'Mine' });
  });

  it('may come in any order', () =>
    expect(
      edited({
        files: [...(shown.files as object[])].map((file) => Object.fromEntries(Object.entries(file).reverse())),
      }).branch,
    ).toBe('parley/shop-1'));

  it.each<[string, object]>([
    ['default branch', { branch: 'main' }],
    ['default branch', { branch: 'MAIN' }],
    ['branch', { branch: 'refs/heads/main' }],
    ['there already', { branch: 'Develop' }],
    ['branch', { branch: 'a b' }],
    ['branch', { branch: '' }],
    ['branch', { branch: undefined }],
    ['pullRequestTitle', { pullRequestTitle: 'two\nlines' }],
    ['pullRequestTitle', { pullRequestTitle: 'a\u202eb' }],
    ['commitMessage', { commitMessage: ' ' }],
    ['follow from the diff', { files: [{ path: 'secret.ts', change: 'new', parts: 1 }] }],
    ['arguments', { force: true }],
  ])('are refused: %s %j', (words, changes) => expect(() => edited(changes)).toThrow(words));
});
