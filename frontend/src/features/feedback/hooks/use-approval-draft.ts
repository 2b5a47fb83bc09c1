import type { FeedbackQuestion } from '@parley/contracts';
import { useState } from 'react';
import { type Arguments, isEdited, parseArguments } from '@/components/asked/tool-arguments';
import { useCardDraft } from './use-card-draft';

type Approval = Extract<FeedbackQuestion, { type: 'APPROVAL' }>;

/** Edited arguments as they were typed: what they are, or what is wrong with them. */
const readEdits = (text: string | null, action: Approval['action']) => {
  if (text === null || !action) return { edited: null, problem: null };
  const parsed = parseArguments(text);
  if (!parsed.ok) return { edited: null, problem: parsed.problem };
  return { edited: isEdited(action.arguments as Arguments, parsed.value) ? parsed.value : null, problem: null };
};

/** What a person has made of a proposal so far. */
export const useApprovalDraft = (requestId: string, { action }: Approval) => {
  const [wish, setWish] = useCardDraft(requestId, 'wish', '');
  const [comment, setComment] = useCardDraft(requestId, 'comment', '');
  const [editText, setEditText] = useCardDraft<string | null>(requestId, 'arguments', null);
  const [excluded, setExcluded] = useCardDraft<string[]>(requestId, 'excluded', []);
  const [hunkCount, setHunkCount] = useState<number | null>(null);
  const { edited, problem } = readEdits(editText, action);
  return {
    ...{ wish, setWish, comment, setComment, editText, setEditText, edited, problem },
    ...{ excluded, setHunkCount },
    hunksLeft: (hunkCount ?? 0) - excluded.length,
    nothingLeft: hunkCount !== null && hunkCount > 0 && excluded.length >= hunkCount,
    toggleHunk: (id: string) =>
      setExcluded(excluded.includes(id) ? excluded.filter((held) => held !== id) : [...excluded, id]),
  };
};
export type ApprovalDraft = ReturnType<typeof useApprovalDraft>;
