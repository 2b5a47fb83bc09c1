import type { FeedbackRequest } from '@parley/contracts';
import {
  CircleCheckIcon,
  CircleDotIcon,
  InfoIcon,
  ListChecksIcon,
  type LucideIcon,
  MessageCircleQuestionMarkIcon,
  SquarePenIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { RunLink } from '@/components/run-link';
import { agentName } from '@/lib/agent-name';
import { exactTime, span, timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import { TYPE_NAME } from '../describe-request';
import { isSnoozed } from '../whose-turn';

const ICON: Record<FeedbackRequest['question']['type'], LucideIcon> = {
  TEXT: MessageCircleQuestionMarkIcon,
  CHOICE: CircleDotIcon,
  MULTI_CHOICE: ListChecksIcon,
  APPROVAL: CircleCheckIcon,
  FORM: SquarePenIcon,
  NOTICE: InfoIcon,
};

const Waits = ({ request, folded, now }: { request: FeedbackRequest; folded: boolean; now: number }) => {
  // An open card says so in a line of its own.
  if (folded && isSnoozed(request, now) && request.snoozedUntil)
    return (
      <span className="tabular" title={exactTime(request.snoozedUntil)}>
        snoozed until {timeWithDay(request.snoozedUntil, now)}
      </span>
    );
  const waited = Math.max(1_000, Math.floor((now - Date.parse(request.createdAt)) / 1_000) * 1_000);
  return (
    <span className="tabular" title={`Asked ${exactTime(request.createdAt)}`}>
      waits {span(waited).replace('.0', '')}
    </span>
  );
};

/** What it is, who asks, from where, how urgent, since when. */
export const CardHeader = ({
  request,
  turn,
  folded,
  source,
  mayWatch,
}: {
  request: FeedbackRequest;
  /** It waits for the reader: marked by the accent. */
  turn: boolean;
  folded: boolean;
  source: ReactNode;
  /** The run is the reader's own, not only the question. */
  mayWatch: boolean;
}) => {
  const Icon = ICON[request.question.type];
  const waiting = request.status === 'PENDING';
  const now = useNow(waiting ? 15_000 : 0);
  return (
    <header className="flex min-w-0 items-center gap-1.5 text-muted-foreground text-xs">
      <Icon aria-hidden="true" className={cn('size-3.5 shrink-0', turn && 'text-accent-text')} />
      <span className={cn('whitespace-nowrap font-medium', turn && 'text-accent-text')}>
        {TYPE_NAME[request.question.type]}
      </span>
      <span aria-hidden="true">·</span>
      <span className={cn('sm:shrink-0', source && 'max-sm:hidden')}>{agentName(request.agent)}</span>
      {source && (
        <>
          <span aria-hidden="true" className="max-sm:hidden">
            ·
          </span>
          {source}
        </>
      )}
      {request.question.urgency === 'HIGH' && waiting && (
        <span className="rounded bg-danger-soft px-1.5 font-medium text-danger-text">Urgent</span>
      )}
      <span className="ml-auto flex items-center gap-2 whitespace-nowrap">
        {waiting && request.question.type !== 'NOTICE' && <Waits request={request} folded={folded} now={now} />}
        {mayWatch && <RunLink runId={request.runId} />}
      </span>
    </header>
  );
};
