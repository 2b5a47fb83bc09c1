import type { SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Spinner } from '@/components/ui/spinner';
import type { ApprovalDraft } from '../hooks/use-approval-draft';
import { Actions } from './card-parts';

export type ApprovalMode = 'decide' | 'comment' | 'reject' | 'revise' | 'confirm';

const approveLabel = ({ edited, excluded, hunksLeft }: ApprovalDraft) => {
  if (edited) return 'Approve with edits';
  return excluded.length > 0 ? `Approve ${hunksLeft} ${hunksLeft === 1 ? 'change' : 'changes'}` : 'Approve';
};

interface Props {
  mode: 'decide' | 'comment' | 'reject';
  draft: ApprovalDraft;
  busy: boolean;
  /** Words may be said instead of a yes or a no. */
  revisable: boolean;
  /** There are arguments to edit, and they are not being edited. */
  editable: boolean;
  onMode: (mode: ApprovalMode) => void;
  onBack: (event: SyntheticEvent) => void;
  onEdit: () => void;
  onApprove: () => void;
  onReject: () => void;
}

const Approve = ({ draft, busy, onApprove }: Pick<Props, 'draft' | 'busy' | 'onApprove'>) => (
  <Button
    variant="primary"
    data-key="a"
    data-card-first
    disabled={busy || draft.problem !== null || draft.nothingLeft}
    onClick={onApprove}
  >
    {busy && <Spinner />}
    {approveLabel(draft)}
    <Kbd className="hidden sm:inline-flex">a</Kbd>
  </Button>
);

const Reject = ({ mode, draft, busy, onReject }: Pick<Props, 'mode' | 'draft' | 'busy' | 'onReject'>) =>
  mode === 'reject' ? (
    <Button variant="danger" data-key="r" disabled={busy} onClick={onReject}>
      {draft.comment.trim() ? 'Reject with feedback' : 'Reject'}
    </Button>
  ) : (
    <Button variant="outline" data-key="r" disabled={busy} onClick={onReject}>
      Reject… <Kbd className="hidden sm:inline-flex">r</Kbd>
    </Button>
  );

/** What can be done with a proposal. */
export const ApprovalActions = (props: Props) => {
  const { mode, busy, revisable, editable, onMode, onBack, onEdit } = props;
  return (
    <Actions>
      {mode !== 'reject' && <Approve {...props} />}
      <Reject {...props} />
      {revisable && mode === 'decide' && (
        <Button variant="outline" data-key="c" disabled={busy} onClick={() => onMode('revise')}>
          Request changes… <Kbd className="hidden sm:inline-flex">c</Kbd>
        </Button>
      )}
      {mode === 'decide' ? (
        <Button
          variant="ghost"
          data-key={revisable ? undefined : 'c'}
          disabled={busy}
          onClick={() => onMode('comment')}
        >
          Comment
        </Button>
      ) : (
        <Button variant="ghost" disabled={busy} onClick={onBack}>
          Back
        </Button>
      )}
      {editable && mode !== 'reject' && (
        <Button variant="ghost" data-key="e" disabled={busy} onClick={onEdit}>
          Edit arguments
        </Button>
      )}
    </Actions>
  );
};
