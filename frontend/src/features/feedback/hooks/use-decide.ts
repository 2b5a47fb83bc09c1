import type { AnswerProps } from '../answer-props';
import type { ApprovalDraft } from './use-approval-draft';

/** The hunks that are approved, where some are left out. The reader of diffs is fetched when it is needed. */
const approvedHunks = async (diff: string, excluded: readonly string[]) => {
  const { readDiff } = await import('@/components/asked/diff-hunks');
  return readDiff(diff).flatMap(({ hunkIds }) => hunkIds.filter((id) => !excluded.includes(id)));
};

/** The three answers to an approval, made of what was drafted. */
export const useDecide = ({ request, question, control }: AnswerProps<'APPROVAL'>, draft: ApprovalDraft) => {
  const asked = { type: 'APPROVAL', bindingHash: request.bindingHash ?? '' } as const;
  const comment = draft.comment.trim();
  const noted = comment ? { comment } : {};
  return {
    approve: async () => {
      const { edited, excluded } = draft;
      const partly = question.diff && excluded.length > 0;
      await control.answer({
        ...{ ...asked, decision: 'approve', ...noted },
        ...(edited ? { editedArguments: edited } : {}),
        ...(partly ? { approvedHunks: await approvedHunks(question.diff ?? '', excluded) } : {}),
      });
    },
    reject: () => control.answer({ ...asked, decision: 'reject', ...noted }),
    revise: () => control.answer({ ...asked, decision: 'revise', comment: draft.wish.trim() }),
  };
};
