import type { FeedbackRequest } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { Skeleton } from '@/components/ui/skeleton';
import { VisibleText } from '@/components/visible-text';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/api-error';
import { useNow } from '@/lib/use-now';
import { answeredLine, TYPE_NAME } from '../describe-request';
import DeliveryTimeline from './delivery-timeline';

const ENDED: Record<FeedbackRequest['status'], string> = {
  PENDING: 'Waits for an answer',
  ANSWERED: 'Answered',
  EXPIRED: 'Expired without an answer',
  CANCELLED: 'Withdrawn',
  UNDELIVERABLE: 'Could not be delivered',
};

/** A question as a part of something else: how it stands, how it was brought, and the way to its conversation. */
export default function AskedQuestion({ id, myId }: { id: string; myId: string | undefined }) {
  const asked = useQuery({
    // Below the key of the pending ones: what happens to any of them refreshes this one, too.
    queryKey: ['pending', 'one', id],
    queryFn: () => api<FeedbackRequest>(`/api/feedback-requests/${id}`),
  });
  const now = useNow(30_000);
  if (asked.isError && !asked.data)
    return <p className="text-muted-foreground text-xs">The question could not be loaded. {messageOf(asked.error)}</p>;
  if (!asked.data) return <Skeleton className="h-16" />;
  const request = asked.data;
  const { status, question } = request;
  return (
    <section aria-label="Question" className="grid min-w-0 gap-2 rounded-lg border bg-card px-3 py-2.5">
      <p className="text-muted-foreground text-xs">
        {TYPE_NAME[question.type]} ·{' '}
        <span className={status === 'PENDING' ? 'font-medium text-accent-text' : undefined}>
          {status === 'ANSWERED' ? answeredLine(request, myId, now) : ENDED[status]}
        </span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap break-words">
        {question.sensitive ? 'A sensitive question: see the conversation.' : <VisibleText text={question.question} />}
      </p>
      {request.reason && <p className="text-muted-foreground text-xs">{request.reason}</p>}
      <Link
        to={`/sessions/${request.sessionId}#${request.id}`}
        className="justify-self-start text-accent-text text-xs underline-offset-4 hover:underline"
      >
        {status === 'PENDING' ? 'Answer it in the conversation' : 'Show it in the conversation'}
      </Link>
      {question.type !== 'NOTICE' && (
        <div className="border-t pt-2">
          <DeliveryTimeline request={request} />
        </div>
      )}
    </section>
  );
}
