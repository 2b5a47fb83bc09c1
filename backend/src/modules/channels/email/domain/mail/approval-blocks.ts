import type { FeedbackQuestion } from '@parley/contracts';
import { NO_UNDO, toolLine } from '../../../domain/card-words.js';
import { diffSummary } from '../../../domain/diff-summary.js';
import { clip, visibleData } from '../../../domain/visible-text.js';
import { type MailBlock, PATCH_NAME } from './block.js';

export type Approval = Extract<FeedbackQuestion, { type: 'APPROVAL' }>;

const callHead = ({ action }: Approval): MailBlock[] =>
  action
    ? [
        { kind: 'words', text: toolLine(action) },
        ...(action.destructive ? [{ kind: 'warning', text: NO_UNDO } as const] : []),
      ]
    : [];

const callArguments = ({ action }: Approval): MailBlock[] =>
  action && Object.keys(action.arguments).length > 0
    ? [{ kind: 'data', text: visibleData(JSON.stringify(action.arguments, null, 2)) }]
    : [];

const SUMMARY = 3_000;
const changes = ({ diff }: Approval): MailBlock[] =>
  diff ? [{ kind: 'words', text: clip(diffSummary(diff), SUMMARY) }] : [];

const label = ({ action, diff }: Approval): MailBlock[] =>
  action || diff ? [{ kind: 'label', text: 'What is decided' }] : [];

/** What stands in the mail makes visible what hides; who wants to try the change needs it as it is. */
const attached = ({ diff }: Approval): MailBlock[] =>
  diff ? [{ kind: 'quiet', text: `The exact diff is attached as ${PATCH_NAME}.` }] : [];

/** All that an approval lets happen, from the bound data alone, never from anybody's words about it (T27, FB-11). */
export const approvalBlocks = (question: Approval): MailBlock[] => [
  ...label(question),
  ...callHead(question),
  ...callArguments(question),
  ...changes(question),
  ...(question.diff ? [{ kind: 'diff', text: visibleData(question.diff).replace(/\n$/, '') } as const] : []),
  ...attached(question),
];

/** What it is about; the rest is somewhere else. */
export const approvalSummary = (question: Approval): MailBlock[] => [
  ...label(question),
  ...callHead(question),
  ...changes(question),
  ...attached(question),
];
