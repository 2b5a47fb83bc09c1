import type { ApprovalOutcome } from '../../../runtime/tool-use.js';
import { clean } from '../../shared/domain/clean-text.js';
import type { PlannedCalls, Proposal } from '../domain/proposal.js';
import type { CarriedOut } from './carry-out.js';

type Done = Extract<CarriedOut, { kind: 'done' }>;

const code = (text: string) => `\`${text.replaceAll('`', '')}\``;
const inMarkdown = (text: string) => text.replaceAll(/[[\]\\`*_<>]/g, '\\$&');

/** What was done, by code and from what the tools have said. */
export const report = ({ base }: Proposal, plan: PlannedCalls, { url, tests }: Done): string => {
  const title = inMarkdown(String(plan.createPullRequest.arguments.title));
  const paths = plan.paths.map(code);
  return [
    `The pull request is open: ${url === null ? `**${title}**` : `[${title}](${url})`}`,
    '',
    `- Branch ${code(plan.branch)}, ${paths.length === 1 ? 'one commit' : `${paths.length} commits`}: ${paths.join(', ')}`,
    `- ${testLine(tests)}`,
    ...(plan.leftOut.length > 0 ? [`- Left out, as you did not approve it: ${plan.leftOut.map(code).join(', ')}`] : []),
    `- Nothing was written to ${code(base.branch)}.`,
  ].join('\n');
};

const testLine = (tests: Done['tests']): string => {
  switch (tests.kind) {
    case 'passed':
      return 'All tests pass.';
    case 'failed':
      return `**Tests fail**: ${tests.failures.map((name) => inMarkdown(clean(name, 200))).join('; ') || 'see the pull request'}. Please look at it before it is merged.`;
    case 'not run':
      return tests.why === null ? 'Tests run by themselves, in the repository.' : `Tests were not run: ${tests.why}`;
  }
};

const ENDS = {
  rejected: 'You said no',
  expired: 'Nobody answered in time',
  cancelled: 'The question was withdrawn',
  undeliverable: 'The question reached nobody',
};

export const nothingDone = (outcome: Extract<ApprovalOutcome, { kind: keyof typeof ENDS }>): string => {
  const said = 'comment' in outcome ? outcome.comment : 'reason' in outcome ? outcome.reason : null;
  const words = said ? ` (${inMarkdown(clean(said, 500))})` : '';
  return `${ENDS[outcome.kind]}${words}, so **nothing was done**: no branch, no commit, no pull request.`;
};
