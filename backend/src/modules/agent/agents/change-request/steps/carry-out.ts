import type { RunContext } from '../../../runtime/run-context.js';
import type { Grant, ToolRequest } from '../../../runtime/tool-use.js';
import type { PlannedCalls } from '../domain/proposal.js';
import type { Base, RepositoryTools } from '../domain/repository-tools.js';
import { troubleWith } from './trouble.js';
import { Unable } from './unable.js';
import { callTool, dataOf, problemOf, useTool } from './use-tool.js';

export type CarriedOut =
  /** Nothing has been done: what was approved was another base. */
  { kind: 'moved'; why: string } | { kind: 'done'; url: string | null; tests: TestsOutcome };

type TestsOutcome =
  | { kind: 'passed' }
  | { kind: 'failed'; failures: string[] }
  | { kind: 'not run'; why: string | null };

/** The approved calls in their order, each once, and nothing else. @throws Unable, telling what stands there already */
export const carryOut = async (
  ctx: RunContext,
  tools: RepositoryTools,
  { base, plan, grant }: { base: Base; plan: PlannedCalls; grant: Grant },
): Promise<CarriedOut> => {
  const now = await useTool(ctx, 'check that nothing has moved', tools.branches());
  if (now.base.sha !== base.sha || now.base.branch !== base.branch)
    return { kind: 'moved', why: `${base.branch} has moved since you approved` };
  const created = await callTool(ctx, 'create the branch', plan.createBranch, grant);
  // Somebody was faster than our look: the server itself has refused.
  if (created.kind === 'done' && created.isError && tools.mustLookAgain(dataOf(created)))
    return { kind: 'moved', why: `${base.branch} has moved since you approved, or its new branch is taken by now` };
  const problem = troubleWith(created, {
    what: `create the branch \`${plan.branch}\``,
    soFar: 'I committed nothing, and there is no pull request.',
    without: 'Nothing was changed.',
  });
  if (problem !== null) throw new Unable(problem);
  if (!tools.checksBase) await checkBeginning(ctx, tools, base, plan);
  for (const [index, commit] of plan.commits.entries()) await commitOne(ctx, plan, { commit, index, grant });
  const tests = await runTests(ctx, tools, plan, grant);
  const opened = await callTool(ctx, 'open the pull request', plan.createPullRequest, grant);
  const trouble = troubleWith(opened, {
    what: 'open the pull request',
    soFar: `The commits are on the branch \`${plan.branch}\`.`,
  });
  if (trouble !== null) throw new Unable(trouble);
  return { kind: 'done', url: urlOf(tools, dataOf(opened)), tests };
};

const checkBeginning = async (ctx: RunContext, tools: RepositoryTools, base: Base, { branch }: PlannedCalls) => {
  const { heads } = await useTool(ctx, 'look where the branch begins', tools.branches());
  if (heads.find(({ name }) => name === branch)?.sha === base.sha) return;
  throw new Unable(
    `\`${base.branch}\` moved while I made the branch \`${branch}\`, so I committed nothing to it. Ask me again, please.`,
  );
};

const commitOne = async (
  ctx: RunContext,
  { branch, commits, paths }: PlannedCalls,
  { commit, index, grant }: { commit: ToolRequest; index: number; grant: Grant },
) => {
  const done = `${index} of ${commits.length} commits ${index === 1 ? 'is' : 'are'} on the branch \`${branch}\``;
  const outcome = await callTool(ctx, 'commit a file', commit, grant);
  const problem = troubleWith(outcome, {
    what: `commit \`${paths[index]}\``,
    soFar: `Before it, ${done}; there is no pull request.`,
    without: `${done}; there is no pull request.`,
  });
  if (problem !== null) throw new Unable(problem);
};

/** A pull request with failing tests is still one to look at: the person hears of it, and decides. */
const runTests = async (
  ctx: RunContext,
  tools: RepositoryTools,
  { runTests: request }: PlannedCalls,
  grant: Grant,
): Promise<TestsOutcome> => {
  if (!request) return { kind: 'not run', why: null };
  const outcome = await callTool(ctx, 'run the tests', request, grant);
  const problem = problemOf(outcome);
  if (problem !== null) return { kind: 'not run', why: problem };
  try {
    const { passed, failures } = tools.readTests(dataOf(outcome));
    return passed ? { kind: 'passed' } : { kind: 'failed', failures: failures.slice(0, 10) };
  } catch {
    return { kind: 'not run', why: 'their result could not be read.' };
  }
};

const urlOf = (tools: RepositoryTools, data: unknown): string | null => {
  try {
    return tools.readPullRequest(data).url;
  } catch {
    return null;
  }
};
