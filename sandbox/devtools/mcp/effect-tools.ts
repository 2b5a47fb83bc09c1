import { checkPath, checkWritable, DEFAULT_BRANCH, isSha } from '../git/names.js';
import { Refusal } from '../refusal.js';
import type { Shop } from '../shop.js';
import { commitFile } from './commit-file.js';
import { runTests } from './run-tests.js';
import { type EffectTool, text } from './tool.js';

const sha = (description: string) => ({ type: 'string', pattern: '^[0-9a-f]{40}$', description });

/** Two that were told of the same free name must not work on one branch. */
const isOurs = ({ makers, ledger }: Shop, branch: string, key: string | null): boolean => {
  const made = ledger
    .entries()
    .findLast(
      ({ tool, outcome, arguments: args }) => tool === 'create_branch' && outcome === 'done' && args.name === branch,
    );
  const maker = makers.get(branch) ?? made?.idempotencyKey;
  return maker === undefined || maker === key;
};

const createBranch: EffectTool = {
  kind: 'effect',
  name: 'create_branch',
  title: 'Create a branch',
  description: `A new branch that begins at the newest commit of “${DEFAULT_BRANCH}”, which must be base_sha.`,
  properties: { name: text('Of the new branch', 100), base_sha: sha('The commit that the caller has looked at') },
  required: ['name', 'base_sha'],
  run: async (shop, { name, base_sha }, key) => {
    const { repository } = shop;
    const branch = checkWritable(name);
    const data = { branch, sha: base_sha };
    const head = await repository.headOf(branch);
    if (head === base_sha && isOurs(shop, branch, key)) return { outcome: 'already', data };
    if (head !== null) throw new Refusal('branch_exists', `The branch “${branch}” is there already, at ${head}.`);
    const newest = await repository.commitOf(DEFAULT_BRANCH);
    if (newest !== base_sha)
      throw new Refusal('base_moved', `“${DEFAULT_BRANCH}” has moved: it is at ${newest}, not at ${base_sha}.`);
    if (!shop.makers.has(branch)) shop.makers.set(branch, key);
    if (isOurs(shop, branch, key) && (await repository.startBranch(branch, base_sha))) return { outcome: 'done', data };
    throw new Refusal('branch_exists', `The branch “${branch}” could not be made: somebody else was faster.`);
  },
};

const commit: EffectTool = {
  kind: 'effect',
  name: 'commit_file',
  title: 'Commit a file',
  description: 'One commit with one file: new, changed, or deleted where content is null. Never on the default branch.',
  properties: {
    branch: text('Not the default branch', 100),
    path: text('From the top of the repository'),
    content: { type: ['string', 'null'], maxLength: 1_000_000, description: 'All of it; null deletes the file' },
    message: text('Of the commit', 5_000),
    expected_sha: { type: ['string', 'null'], description: 'Blob sha of the file as it is; null: it is not there' },
  },
  required: ['branch', 'path', 'content', 'message', 'expected_sha'],
  run: ({ repository }, { branch, path, content, message, expected_sha }) => {
    if (expected_sha !== null && !isSha(expected_sha)) throw new Refusal('bad_sha', 'expected_sha is no blob sha.');
    const change = { branch: checkWritable(branch), path: checkPath(path), content, message, expected: expected_sha };
    return commitFile(repository, change);
  },
};

const tests: EffectTool = {
  kind: 'effect',
  name: 'run_tests',
  title: 'Run the tests',
  description: 'Runs the tests of a branch in a place of their own and tells what failed. It changes no file.',
  properties: { branch: text('Which branch', 100) },
  required: ['branch'],
  run: async ({ repository }, { branch }) => {
    const result = await runTests(repository, await repository.commitOf(branch));
    return { outcome: 'done', data: { branch, ...result } };
  },
};

const createPr: EffectTool = {
  kind: 'effect',
  name: 'create_pr',
  title: 'Open a pull request',
  description: `Asks that a branch be taken into “${DEFAULT_BRANCH}”. It merges nothing.`,
  properties: {
    branch: text('With the commits', 100),
    title: text('In one line', 200),
    body: { type: 'string', maxLength: 60_000, description: 'Plain text' },
    base: text('Where to', 100),
  },
  required: ['branch', 'title', 'body', 'base'],
  run: async ({ pulls, url }, { branch, title, body, base }) => {
    const { pull, isNew } = await pulls.create({ head: checkWritable(branch), base, title, body });
    const address = url === null ? null : `${url}/pulls/${pull.number}`;
    return { outcome: isNew ? 'done' : 'already', data: { number: pull.number, url: address, status: pull.status } };
  },
};

export const effectTools: readonly EffectTool[] = [createBranch, commit, tests, createPr];
