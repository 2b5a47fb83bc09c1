import type { RunContext } from '../../runtime/run-context.js';
import { plannedCalls } from './domain/proposal.js';
import type { FileContent, RepositoryTools } from './domain/repository-tools.js';
import { approvalOf, toProposal } from './steps/ask-approval.js';
import { carryOut } from './steps/carry-out.js';
import { chooseModules } from './steps/choose-modules.js';
import { findTicket } from './steps/find-ticket.js';
import { lookThrough, readFiles } from './steps/look-through.js';
import { type Basis, type Draft, propose } from './steps/propose.js';
import { nothingDone, report } from './steps/report.js';
import { Unable } from './steps/unable.js';

/** A person may change their mind often; somebody who never stops is a program. */
const MOST_ROUNDS = 30;

/** ticket → repository → modules → (ask) → proposal → (approve ↔ revise) → branch, commits, tests, pull request (AG-6). */
export const runChangeRequest =
  (tools: RepositoryTools) =>
  async (ctx: RunContext): Promise<void> => {
    try {
      await ctx.say('report', await work(ctx, tools));
    } catch (error) {
      if (!(error instanceof Unable)) throw error;
      await ctx.say('report', error.message);
    }
  };

/** @returns what to tell at the end. @throws Unable */
const work = async (ctx: RunContext, tools: RepositoryTools): Promise<string> => {
  let basis = await prepare(ctx, tools);
  let draft = await propose(ctx, basis);
  let note: string | null = null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const proposal = toProposal(basis, draft);
    const shown = { proposal, draft, note };
    const outcome = await ctx.approve('approve the change', approvalOf(tools, basis.task.ticket, shown));
    note = null;
    switch (outcome.kind) {
      case 'approved': {
        const plan = plannedCalls(tools, proposal, outcome);
        const done = await carryOut(ctx, tools, { base: basis.look.base, plan, grant: outcome.grant });
        if (done.kind === 'done') return report(proposal, plan, done);
        [basis, draft] = await again(ctx, tools, { basis, draft });
        note = `${done.why}, so nothing was done. This is the change as it would be now.`;
        break;
      }
      case 'revise':
        basis = { ...basis, remarks: [...basis.remarks, outcome.comment], earlier: draft };
        draft = await propose(ctx, basis);
        break;
      case 'unusable':
        note = `Nothing was done: ${outcome.reason}`;
        break;
      default:
        return nothingDone(outcome);
    }
  }
  throw new Unable(
    'We have gone round too often with this change. Nothing was done: start anew with what you know now.',
  );
};

const prepare = async (ctx: RunContext, tools: RepositoryTools): Promise<Basis> => {
  const task = await findTicket(ctx, tools);
  const look = await lookThrough(ctx, tools, task.ticket);
  const scope = await chooseModules(ctx, task, look);
  const files = await readFiles(ctx, tools, look, scope.paths);
  return { task, look, scope, files, remarks: [], earlier: null };
};

/** The base has moved. Where none of our files has changed the same change stands on it; else it is made anew. */
const again = async (ctx: RunContext, tools: RepositoryTools, last: { basis: Basis; draft: Draft }) => {
  const { task, scope } = last.basis;
  const look = await lookThrough(ctx, tools, task.ticket);
  const files = await readFiles(ctx, tools, look, scope.paths);
  const basis: Basis = { ...last.basis, look, files, earlier: last.draft };
  const untouched = last.draft.diffs.every(
    ({ path, before }) => before !== null || !look.files.some((file) => file.path === path),
  );
  const same = untouched && sameFiles(files, last.basis.files);
  return [basis, same ? last.draft : await propose(ctx, basis)] as const;
};

const sameFiles = (now: readonly FileContent[], before: readonly FileContent[]): boolean =>
  now.length === before.length && now.every(({ content }, index) => content === before[index]?.content);
