import type { FeedbackQuestion } from '@parley/contracts';
import { Suspense } from 'react';
import { deadlineText } from '@/components/asked/deadline-text';
import { ToolCall } from '@/components/asked/tool-call';
import { LazyMarkdown } from '@/components/markdown/lazy-markdown';
import { Skeleton } from '@/components/ui/skeleton';
import { exactTime } from '@/lib/dates';
import { lazily } from '@/lib/lazily';
import { useNow } from '@/lib/use-now';
import type { usePress } from '../api/answer-link';
import type { LinkIn } from '../describe-link';
import { Confirm } from './confirm';
import { LinkCard } from './link-frame';
import { LinkHead } from './link-head';
import { SignInFirst } from './sign-in-first';

const DiffReview = lazily(() => import('@/components/asked/diff-review'));

/** All of it, unfolded: what is confirmed here is what stands here. */
const Decided = ({ question }: { question: FeedbackQuestion }) => {
  if (question.type !== 'APPROVAL') return null;
  return (
    <>
      {question.action && <ToolCall action={question.action} edited={null} />}
      {question.diff && (
        <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
          <DiffReview diff={question.diff} selection={{ excluded: null, onToggle: null }} unfolded />
        </Suspense>
      )}
    </>
  );
};

/** The question as its mail showed it, with the button that was pressed there to be confirmed. */
export const OpenLink = ({
  link,
  chosen,
  press,
}: {
  link: LinkIn<'OPEN'>;
  chosen: number | null;
  press: ReturnType<typeof usePress>;
}) => {
  const now = useNow(30_000);
  const { question, person, needs } = link;
  const deadline = deadlineText(link, now);
  return (
    <>
      <LinkCard>
        <LinkHead link={link} />
        {question.context && (
          <LazyMarkdown text={question.context} className="text-muted-foreground text-ui! leading-5!" />
        )}
        <Decided question={question} />
        {needs === 'NOTHING' ? (
          <Confirm link={link} chosen={chosen} press={press} />
        ) : (
          <SignInFirst person={person} somebodyElse={needs === 'OTHER_PERSON'} />
        )}
        {deadline && (
          <p className="text-muted-foreground text-xs" title={link.expiresAt ? exactTime(link.expiresAt) : undefined}>
            {deadline}
          </p>
        )}
      </LinkCard>
      <p className="px-1 text-muted-foreground text-xs">
        This page is from a mail to {person}. Nothing has happened yet, and what is confirmed here counts once.
      </p>
    </>
  );
};
