import { Suspense, type SyntheticEvent, useState } from 'react';
import type { Arguments } from '@/components/asked/tool-arguments';
import { ToolCall } from '@/components/asked/tool-call';
import { Skeleton } from '@/components/ui/skeleton';
import { lazily } from '@/lib/lazily';
import type { AnswerProps } from '../answer-props';
import { type ApprovalDraft, useApprovalDraft } from '../hooks/use-approval-draft';
import { useDecide } from '../hooks/use-decide';
import { ApprovalActions, type ApprovalMode } from './approval-actions';
import { ApprovalNote } from './approval-note';
import { ConfirmRun } from './confirm-run';
import { EditArguments } from './edit-arguments';
import { ReviseAnswer } from './revise-answer';

const DiffReview = lazily(() => import('@/components/asked/diff-review'));
const DiffLoading = () => <Skeleton className="h-40 rounded-lg" />;

const WHOLE = { excluded: null, onToggle: null };

interface ProposalProps extends Pick<AnswerProps<'APPROVAL'>, 'question'> {
  draft: ApprovalDraft;
  /** Whoever wants changes approves no part of these. */
  whole: boolean;
  editing: boolean;
  onEditText: (text: string | null) => void;
  onEdited: () => void;
}

/** The call and the diff that the decision is about. */
const Proposal = ({ question, draft, whole, editing, onEditText, onEdited }: ProposalProps) => {
  const { action, diff } = question;
  return (
    <>
      {action && <ToolCall action={action} edited={draft.edited} />}
      {action && editing && (
        <EditArguments
          original={action.arguments as Arguments}
          text={draft.editText}
          onText={onEditText}
          problem={draft.problem}
          onClose={onEdited}
        />
      )}
      {diff && (
        <Suspense fallback={<DiffLoading />}>
          <DiffReview
            diff={diff}
            selection={whole ? WHOLE : { excluded: draft.excluded, onToggle: draft.toggleHunk }}
            onCount={draft.setHunkCount}
          />
        </Suspense>
      )}
    </>
  );
};

/** What the person turns to. Whoever turns to something else does not want the held answer to leave behind their back. */
const useMode = (touch: () => void) => {
  const [mode, showMode] = useState<ApprovalMode>('decide');
  const setMode = (next: ApprovalMode) => {
    touch();
    showMode(next);
  };
  // The button that was pressed goes away: the focus stays with the card.
  const back = (event: SyntheticEvent) => {
    event.currentTarget.closest<HTMLElement>('[data-card]')?.focus();
    setMode('decide');
  };
  return { mode, setMode, back };
};

export default function ApprovalAnswer(props: AnswerProps<'APPROVAL'>) {
  const { request, question, control } = props;
  const { action, revisable } = question;
  const draft = useApprovalDraft(request.id, question);
  const decide = useDecide(props, draft);
  const { mode, setMode, back } = useMode(control.touch);
  const [editing, setEditing] = useState(false);
  const busy = control.sending !== null;
  const setEditText = (text: string | null) => {
    control.touch();
    draft.setEditText(text);
  };
  const approve = () => {
    if (busy || draft.problem !== null || draft.nothingLeft) return;
    if (action?.destructive) setMode('confirm');
    else void decide.approve();
  };
  const reject = () => (mode === 'reject' ? void decide.reject() : setMode('reject'));
  return (
    <div className="grid gap-3">
      <Proposal
        {...{ question, draft, editing }}
        whole={mode === 'revise'}
        onEditText={setEditText}
        onEdited={() => setEditing(false)}
      />
      {(mode === 'comment' || mode === 'reject') && (
        <ApprovalNote
          mode={mode}
          comment={draft.comment}
          onComment={draft.setComment}
          onSend={mode === 'reject' ? reject : approve}
        />
      )}
      {mode === 'confirm' && action && (
        <ConfirmRun
          {...{ action, busy }}
          edited={draft.edited !== null}
          onRun={() => void decide.approve()}
          onBack={back}
        />
      )}
      {mode === 'revise' && (
        <ReviseAnswer
          {...{ busy, wish: draft.wish, onWish: draft.setWish }}
          onSend={() => void decide.revise()}
          onBack={back}
        />
      )}
      {mode !== 'confirm' && mode !== 'revise' && (
        <ApprovalActions
          {...{ mode, draft, busy, revisable }}
          editable={action != null && !editing}
          onMode={setMode}
          onBack={back}
          onEdit={() => setEditing(true)}
          onApprove={approve}
          onReject={reject}
        />
      )}
    </div>
  );
}
