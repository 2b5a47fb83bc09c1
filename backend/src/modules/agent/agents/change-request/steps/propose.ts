import { type ChangeProposal, proposeChange } from '../../../llm/prompts/change-request.js';
import type { RunContext } from '../../../runtime/run-context.js';
import { clean } from '../../shared/domain/clean-text.js';
import { applyEdits } from '../domain/apply-edits.js';
import { diffOf, type FileDiff, renderDiff } from '../domain/file-diff.js';
import type { FileContent } from '../domain/repository-tools.js';
import type { Scope } from './choose-modules.js';
import type { Task } from './find-ticket.js';
import type { Look } from './look-through.js';
import { Unable } from './unable.js';

/** What a model proposed, carried out by code on the files as they were read. */
export interface Draft {
  rootCause: string;
  explanation: string;
  title: string;
  diffs: readonly FileDiff[];
}

export interface Basis {
  task: Task;
  look: Look;
  scope: Scope;
  files: readonly FileContent[];
  /** What the person wanted different so far. */
  remarks: readonly string[];
  earlier: Draft | null;
}

const MOST_DIFF = 400_000;

/** Root cause and change; edits that do not fit are given back once. @throws Unable */
export const propose = async (ctx: RunContext, basis: Basis): Promise<Draft> => {
  const first = await ctx.think('find the cause and propose a change', callFor(basis, []));
  const made = carryOut(first, basis);
  if (made.problems.length === 0) return made.draft;
  const second = await ctx.think('mend the proposal', callFor(basis, made.problems));
  const mended = carryOut(second, basis);
  if (mended.problems.length === 0) return mended.draft;
  const reasons = mended.problems.map((problem) => `- ${clean(problem, 300)}`);
  throw new Unable(`I could not make a change that fits the files:\n\n${reasons.join('\n')}\n\nNothing was changed.`);
};

const callFor = ({ task, scope, files, remarks, earlier }: Basis, problems: readonly string[]) => {
  const { ticket, history } = task;
  return proposeChange({
    ...{ key: ticket.key, ticket: `${ticket.title}\n\n${ticket.text}`, history, answers: scope.answers },
    ...{ files: files.map(({ path, content }) => ({ path, content })), remarks, problems },
    earlierDiff: earlier && renderDiff(earlier.diffs),
  });
};

const carryOut = (proposal: ChangeProposal, { task, look, files }: Basis): { draft: Draft; problems: string[] } => {
  const explanation = clean(proposal.explanation, 8_000);
  if (proposal.edits.length === 0)
    throw new Unable(`${explanation || 'I found nothing to change.'}\n\nNothing was changed.`);
  const { changes, problems } = applyEdits(proposal.edits, files, new Set(look.files.map(({ path }) => path)));
  const diffs: FileDiff[] = [];
  for (const change of changes) {
    try {
      diffs.push(diffOf(change));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (renderDiff(diffs).length > MOST_DIFF) problems.push('The change is too large to be looked at: make it smaller.');
  const title = clean(proposal.title.replaceAll(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' '), 150) || task.ticket.title;
  return { draft: { rootCause: clean(proposal.rootCause, 4_000), explanation, title, diffs }, problems };
};
