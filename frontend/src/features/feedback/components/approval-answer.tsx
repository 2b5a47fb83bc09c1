import { lazy, Suspense, type SyntheticEvent, useState } from 'react';
import { type Arguments, isEdited, parseArguments } from '@/components/asked/tool-arguments';
import { ToolCall } from '@/components/asked/tool-call';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { Textarea } from '@/components/ui/textarea';
import type { AnswerProps } from '../answer-props';
import { useCardDraft } from '../hooks/use-card-draft';
import { Actions } from './card-parts';
import { ConfirmRun } from './confirm-run';
import { EditArguments } from './edit-arguments';

const DiffReview = lazy(() => import('@/components/asked/diff-review'));
const DiffLoading = () => <Skeleton className="h-40 rounded-lg" />;

type Mode = 'decide' | 'comment' | 'reject' | 'confirm';

const NOTE = {
  comment: { label: 'Comment', placeholder: 'A comment for the agent…' },
  reject: { label: 'Why not', placeholder: 'What should be different? The agent reads this (optional).' },
};

const approveLabel = (edited: boolean, partly: boolean, left: number) => {
  if (edited) return 'Approve with edits';
  return partly ? `Approve ${left} ${left === 1 ? 'change' : 'changes'}` : 'Approve';
};

export default function ApprovalAnswer({ request, question, control }: AnswerProps<'APPROVAL'>) {
  const { action, diff } = question;
  const [comment, setComment] = useCardDraft(request.id, 'comment', '');
  const [editText, keepEditText] = useCardDraft<string | null>(request.id, 'arguments', null);
  const [excluded, setExcluded] = useCardDraft<string[]>(request.id, 'excluded', []);
  const [mode, showMode] = useState<Mode>('decide');
  const [editing, setEditing] = useState(false);
  const [hunkCount, setHunkCount] = useState<number | null>(null);

  const parsed = editText === null ? null : parseArguments(editText);
  const edited: Arguments | null =
    parsed?.ok && action && isEdited(action.arguments as Arguments, parsed.value) ? parsed.value : null;
  const busy = control.sending !== null;
  const invalid = parsed !== null && !parsed.ok;
  const nothingLeft = hunkCount !== null && hunkCount > 0 && excluded.length >= hunkCount;

  // Whoever turns to something else does not want the held answer to leave behind their back.
  const setMode = (next: Mode) => {
    control.touch();
    showMode(next);
  };
  // The button that was pressed goes away: the focus stays with the card.
  const back = (event: SyntheticEvent) => {
    event.currentTarget.closest<HTMLElement>('[data-card]')?.focus();
    setMode('decide');
  };
  const setEditText = (text: string | null) => {
    control.touch();
    keepEditText(text);
  };
  const decide = async (decision: 'approve' | 'reject') => {
    const text = comment.trim();
    const approvedHunks =
      decision === 'approve' && diff && excluded.length
        ? (await import('@/components/asked/diff-hunks'))
            .readDiff(diff)
            .flatMap((f) => f.hunkIds.filter((id) => !excluded.includes(id)))
        : undefined;
    await control.answer({
      type: 'APPROVAL',
      decision,
      bindingHash: request.bindingHash ?? '',
      ...(text ? { comment: text } : {}),
      ...(decision === 'approve' && edited ? { editedArguments: edited } : {}),
      ...(approvedHunks ? { approvedHunks } : {}),
    });
  };
  const approve = () => {
    if (busy || invalid || nothingLeft) return;
    if (action?.destructive && mode !== 'confirm') setMode('confirm');
    else void decide('approve');
  };
  const reject = () => (mode === 'reject' ? void decide('reject') : setMode('reject'));
  const toggleHunk = (id: string) =>
    setExcluded(excluded.includes(id) ? excluded.filter((held) => held !== id) : [...excluded, id]);

  return (
    <div className="grid gap-3">
      {action && <ToolCall action={action} edited={edited} />}
      {action && editing && (
        <EditArguments
          original={action.arguments as Arguments}
          text={editText}
          onText={setEditText}
          problem={parsed && !parsed.ok ? parsed.problem : null}
          onClose={() => setEditing(false)}
        />
      )}
      {diff && (
        <Suspense fallback={<DiffLoading />}>
          <DiffReview diff={diff} selection={{ excluded, onToggle: toggleHunk }} onCount={setHunkCount} />
        </Suspense>
      )}
      {(mode === 'comment' || mode === 'reject') && (
        <Textarea
          autoFocus
          aria-label={NOTE[mode].label}
          placeholder={NOTE[mode].placeholder}
          value={comment}
          maxLength={10_000}
          onChange={(event) => setComment(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (mode === 'reject') void decide('reject');
            else approve();
          }}
        />
      )}
      {mode === 'confirm' && action && (
        <ConfirmRun
          action={action}
          edited={edited !== null}
          busy={busy}
          onRun={() => void decide('approve')}
          onBack={back}
        />
      )}
      {mode !== 'confirm' && (
        <Actions>
          {mode !== 'reject' && (
            <Button
              variant="primary"
              data-key="a"
              data-card-first
              disabled={busy || invalid || nothingLeft}
              onClick={approve}
            >
              {busy && <Spinner />}
              {approveLabel(edited !== null, excluded.length > 0, (hunkCount ?? 0) - excluded.length)}
              <Kbd className="hidden sm:inline-flex">a</Kbd>
            </Button>
          )}
          <Button variant={mode === 'reject' ? 'danger' : 'outline'} data-key="r" disabled={busy} onClick={reject}>
            {mode === 'reject' ? (comment.trim() ? 'Reject with feedback' : 'Reject') : 'Reject…'}
            {mode !== 'reject' && <Kbd className="hidden sm:inline-flex">r</Kbd>}
          </Button>
          {mode === 'reject' || mode === 'comment' ? (
            <Button variant="ghost" disabled={busy} onClick={back}>
              Back
            </Button>
          ) : (
            <Button variant="ghost" data-key="c" disabled={busy} onClick={() => setMode('comment')}>
              Comment
            </Button>
          )}
          {action && !editing && mode !== 'reject' && (
            <Button variant="ghost" data-key="e" disabled={busy} onClick={() => setEditing(true)}>
              Edit arguments
            </Button>
          )}
        </Actions>
      )}
    </div>
  );
}
