import type { FeedbackQuestion } from '@parley/contracts';
import type { SectionBlock } from '@slack/web-api';
import { NO_UNDO, toolLine } from '../../domain/card-words.js';
import { diffSummary } from '../../domain/diff-summary.js';
import { clip } from '../../domain/visible-text.js';
import { dataSections } from './data-sections.js';
import { LIMITS } from './limits.js';
import { plainSection, wordSections } from './text-objects.js';

export type Approval = Extract<FeedbackQuestion, { type: 'APPROVAL' }>;

/** What an approval lets happen, rendered from the bound data alone, never from anybody's words about it (T27). */
interface ApprovalBlocks {
  /** All of it. */
  whole: SectionBlock[];
  /** What it is about; the rest is somewhere else. */
  summary: SectionBlock[];
}

const callHead = ({ action }: Approval): SectionBlock[] =>
  action ? wordSections([toolLine(action), ...(action.destructive ? [NO_UNDO] : [])].join('\n')) : [];

const callArguments = ({ action }: Approval): SectionBlock[] =>
  action && Object.keys(action.arguments).length > 0 ? dataSections(JSON.stringify(action.arguments, null, 2)) : [];

const summaryOf = (diff: string): SectionBlock => plainSection(clip(diffSummary(diff), LIMITS.textObject));

export const approvalBlocks = (question: Approval): ApprovalBlocks => {
  const { diff } = question;
  const head = callHead(question);
  const changes = diff ? [summaryOf(diff)] : [];
  return {
    whole: [...head, ...callArguments(question), ...changes, ...(diff ? dataSections(diff) : [])],
    summary: [...head, ...changes],
  };
};
