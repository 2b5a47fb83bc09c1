import type { ApprovalRequest } from '../../../runtime/tool-use.js';
import { renderDiff } from '../domain/file-diff.js';
import { branchFor } from '../domain/paths.js';
import { actionOf, allCalls, type Proposal, plannedCalls } from '../domain/proposal.js';
import type { RepositoryTools, Ticket } from '../domain/repository-tools.js';
import type { Basis, Draft } from './propose.js';

/** What is shown, and would be written. A pure function of the draft: the same on every replay. */
export const toProposal = ({ task, look, files }: Basis, { title, rootCause, explanation, diffs }: Draft): Proposal => {
  const { key } = task.ticket;
  const heading = `${key}: ${title}`;
  return {
    ...{ base: look.base, taken: look.branches, title: heading, message: heading },
    branch: branchFor(key, task.ticket.title, look.branches),
    body: `${rootCause}\n\n${explanation}\n\nTicket: ${key}`,
    files: diffs.map((diff) => ({ diff, sha: files.find(({ path }) => path === diff.path)?.sha ?? null })),
  };
};

/** @param note what has happened since it was last asked */
export const approvalOf = (
  tools: RepositoryTools,
  { key, title }: Ticket,
  { proposal, draft, note }: { proposal: Proposal; draft: Draft; note: string | null },
): ApprovalRequest => ({
  question: `Shall I open a pull request with this change for ${key}?`,
  context: `${note ? `**${note}**\n\n` : ''}**${key}: ${title}**

**Why it happens.** ${draft.rootCause}

**What I would change**

${draft.explanation}`.slice(0, 19_000),
  diff: renderDiff(proposal.files.map(({ diff }) => diff)),
  action: actionOf(tools, proposal),
  revisable: true,
  calls: (answer) => allCalls(plannedCalls(tools, proposal, answer)),
});
