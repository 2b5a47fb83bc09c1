import type { ToolCall } from '@parley/contracts';
import { z } from 'zod';
import type { ApprovedAnswer, ToolRequest } from '../../../runtime/tool-use.js';
import { contentWith, type FileDiff } from './file-diff.js';
import { isPlainBranch } from './paths.js';
import type { Base, RepositoryTools } from './repository-tools.js';

/** A change as it is shown: the approval is of this, and the calls follow from this and the answer alone (FB-11). */
export interface Proposal {
  base: Base;
  /** Branches that are there already: nothing is added to somebody's work. */
  taken: readonly string[];
  files: readonly ProposedFile[];
  branch: string;
  title: string;
  message: string;
  body: string;
}

export interface ProposedFile {
  diff: FileDiff;
  /** Of its content in the base, as the server knows it; null: a new file. */
  sha: string | null;
}

/** Everything that an approval lets run, in its order. */
export interface PlannedCalls {
  branch: string;
  createBranch: ToolRequest;
  commits: ToolRequest[];
  /** Of the commits, in their order. */
  paths: string[];
  runTests: ToolRequest | null;
  createPullRequest: ToolRequest;
  /** `path, part 2`: what was not approved. */
  leftOut: string[];
}

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u, 'must be one line');
const editsSchema = z.strictObject({
  branch: oneLine(100).refine(isPlainBranch, 'is no name for a branch'),
  pullRequestTitle: oneLine(200),
  pullRequestBody: z.string().max(20_000),
  commitMessage: z.string().trim().min(1).max(5_000),
  files: z.unknown(),
});

const kindOf = ({ before, after }: FileDiff) => (before === null ? 'new' : after === null ? 'deleted' : 'changed');

const argumentsOf = ({ branch, title, body, message, files }: Proposal) => ({
  branch,
  pullRequestTitle: title,
  pullRequestBody: body,
  commitMessage: message,
  files: files.map(({ diff }) => ({ path: diff.path, change: kindOf(diff), parts: diff.hunks.length })),
});

/** What an approval shows beside the diff. */
export const actionOf = (tools: RepositoryTools, proposal: Proposal): ToolCall => ({
  tool: `${tools.server}: ${tools.effects.join(', ')}`,
  target: `${tools.repository}, ${proposal.base.branch}@${proposal.base.sha.slice(0, 12)} → ${proposal.branch}`,
  arguments: argumentsOf(proposal),
  destructive: false,
});

/** @throws Error why this answer cannot be carried out */
export const plannedCalls = (tools: RepositoryTools, proposal: Proposal, answer: ApprovedAnswer): PlannedCalls => {
  const shown = argumentsOf(proposal);
  const wanted = readEdits(answer.editedArguments ?? shown, shown.files);
  const { base } = proposal;
  const { branch } = wanted;
  if (branch.toLowerCase() === base.branch.toLowerCase())
    throw new Error(`Nothing is ever written to the default branch “${base.branch}”: choose another one.`);
  if (proposal.taken.some((name) => name.toLowerCase() === branch.toLowerCase()))
    throw new Error(`The branch “${branch}” is there already: choose another name.`);
  const chosen = proposal.files.map((file) => ({ ...file, hunks: chosenOf(file.diff, answer.approvedHunks) }));
  const taken = chosen.filter(({ hunks }) => hunks.size > 0);
  if (taken.length === 0) throw new Error('No part of the change was approved, so there is nothing to commit.');
  const leftOut = chosen.flatMap(({ diff, hunks }) => leftOutOf(diff, hunks));
  const body =
    leftOut.length > 0
      ? `${wanted.pullRequestBody}\n\nNot approved, and left out: ${leftOut.join('; ')}`
      : wanted.pullRequestBody;
  return {
    ...{ branch, leftOut, paths: taken.map(({ diff }) => diff.path) },
    createBranch: tools.createBranch(branch, base),
    commits: taken.map(({ diff, sha, hunks }) =>
      tools.commitFile({
        ...{ branch, path: diff.path, message: wanted.commitMessage, expectedSha: sha },
        content: contentWith(diff, hunks),
      }),
    ),
    runTests: tools.runTests(branch),
    createPullRequest: tools.createPullRequest({ branch, base: base.branch, title: wanted.pullRequestTitle, body }),
  };
};

export const allCalls = ({ createBranch, commits, runTests, createPullRequest }: PlannedCalls): ToolRequest[] => [
  createBranch,
  ...commits,
  ...(runTests ? [runTests] : []),
  createPullRequest,
];

const readEdits = (edited: unknown, files: unknown) => {
  const read = editsSchema.safeParse(edited);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'} ${message}`);
    throw new Error(`The edited arguments cannot be used: ${problems.join('; ')}.`);
  }
  // Which files, and what of them, follows from the diff: they are chosen there, part by part.
  if (JSON.stringify(sorted(read.data.files)) !== JSON.stringify(sorted(files)))
    throw new Error('The files follow from the diff: approve parts of it instead of editing them.');
  return read.data;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

const chosenOf = ({ path, hunks }: FileDiff, approved: readonly string[] | null): ReadonlySet<number> =>
  new Set([...hunks.keys()].filter((index) => approved === null || approved.includes(`${path}#${index}`)));

const leftOutOf = ({ path, hunks }: FileDiff, chosen: ReadonlySet<number>): string[] =>
  [...hunks.keys()].filter((index) => !chosen.has(index)).map((index) => `${path}, part ${index + 1}`);
