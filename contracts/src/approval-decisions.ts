import type { FeedbackAnswer } from './feedback.js';

export type ApprovalDecision = Extract<FeedbackAnswer, { type: 'APPROVAL' }>['decision'];

const YES_OR_NO: readonly ApprovalDecision[] = ['approve', 'reject'];
const WITH_WORDS: readonly ApprovalDecision[] = [...YES_OR_NO, 'revise'];

/** What an approval takes, in the order in which every card numbers it: a reply of "1" means the first. */
export const approvalDecisions = ({ revisable }: { revisable: boolean }): readonly ApprovalDecision[] =>
  revisable ? WITH_WORDS : YES_OR_NO;
