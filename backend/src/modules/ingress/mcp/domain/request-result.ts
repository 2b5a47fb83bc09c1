import { diffHunks, type FeedbackRequest } from '@parley/contracts';
import type { RequestResult } from './tool-schemas.js';

type Approval = NonNullable<RequestResult['approval']>;

/** What may be done now, said in a way that cannot be taken for more than it is. */
export const approvalOf = ({ question, response, bindingHash }: FeedbackRequest): Approval | null => {
  if (question.type !== 'APPROVAL' || response?.answer.type !== 'APPROVAL') return null;
  const { decision, comment, editedArguments, approvedHunks } = response.answer;
  const yes = decision === 'approve';
  const all = new Set(diffHunks(question.diff ?? ''));
  const part = yes && approvedHunks !== undefined && new Set(approvedHunks).size < all.size;
  return {
    decision: part ? 'approved_in_part' : DECISION[decision],
    comment: comment ?? null,
    arguments: yes ? (editedArguments ?? question.action?.arguments ?? null) : null,
    edited: editedArguments !== undefined,
    approved_hunks: part ? approvedHunks : null,
    binding_hash: bindingHash ?? '',
  };
};

const DECISION = { approve: 'approved', reject: 'rejected', revise: 'changes_requested' } as const;

/** In words, for a model that reads no structured content. */
export const inWords = (result: RequestResult): string => {
  const { status, approval, text, answered_by: by, channel, request_id: id } = result;
  const where = `${by ?? 'nobody'}${channel ? ` (${channel})` : ''}`;
  if (status === 'pending')
    return `Nobody has answered yet. The question stays open: call check_request with request_id "${id}" later.`;
  if (status !== 'answered')
    return `There is no answer: the question is ${status}${result.reason ? ` (${result.reason})` : ''}. That is no yes.`;
  if (!approval) return `${where} answered: ${text}`;
  const edits = approval.edited ? ` Run it only with these arguments: ${JSON.stringify(approval.arguments)}.` : '';
  const hunks = approval.approved_hunks ? ` Only these hunks: ${approval.approved_hunks.join(', ') || 'none'}.` : '';
  return `${where}: ${approval.decision.replaceAll('_', ' ')}.${edits}${hunks}${approval.comment ? ` Comment: ${approval.comment}` : ''}`;
};
