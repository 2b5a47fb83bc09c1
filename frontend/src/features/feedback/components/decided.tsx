import type { FeedbackRequest as Request } from '@parley/contracts';
import { Suspense, useState } from 'react';
import type { Arguments } from '@/components/asked/tool-arguments';
import { ToolCall } from '@/components/asked/tool-call';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { lazily } from '@/lib/lazily';

const DiffReview = lazily(() => import('@/components/asked/diff-review'));
const DecidedParts = lazily(() => import('./decided-parts'));

/** The diff, folded away. What an approval in part left out is dimmed in it. */
const DecidedDiff = ({ diff, approved }: { diff: string; approved: readonly string[] | null }) => {
  const [open, setOpen] = useState(false);
  const [excluded, setExcluded] = useState<string[] | null>(null);
  const toggle = async () => {
    setOpen(!open);
    if (!approved || excluded) return;
    const { splitHunks } = await import('@/components/asked/diff-hunks');
    setExcluded(splitHunks(diff, approved).left.map(({ id }) => id));
  };
  return (
    <>
      {approved && (
        <Suspense fallback={<Skeleton className="h-12" />}>
          <DecidedParts diff={diff} approved={approved} />
        </Suspense>
      )}
      <Button
        variant="link"
        size="sm"
        aria-expanded={open}
        className="justify-self-start"
        onClick={() => void toggle()}
      >
        {open ? 'Hide the diff' : 'Show the diff'}
      </Button>
      {open && (
        <Suspense fallback={<Skeleton className="h-32" />}>
          <DiffReview diff={diff} selection={{ excluded, onToggle: null }} />
        </Suspense>
      )}
    </>
  );
};

/** What an approval was about stays readable after its end. */
export default function Decided({ request }: { request: Request }) {
  const { question, response } = request;
  if (question.type !== 'APPROVAL') return null;
  const answer = response?.answer.type === 'APPROVAL' ? response.answer : null;
  return (
    <>
      {question.action && (
        <ToolCall action={question.action} edited={(answer?.editedArguments as Arguments | undefined) ?? null} />
      )}
      {question.diff && <DecidedDiff diff={question.diff} approved={answer?.approvedHunks ?? null} />}
    </>
  );
}
