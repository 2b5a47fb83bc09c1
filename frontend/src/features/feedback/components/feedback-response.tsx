import type { FeedbackRequest, FeedbackResponse as Response } from '@parley/contracts';
import { BanIcon, CheckIcon, HourglassIcon, type LucideIcon, PencilLineIcon, UnplugIcon, XIcon } from 'lucide-react';
import { OriginalMail } from '@/components/original-mail';
import { VisibleText } from '@/components/visible-text';
import { exactTime, timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import { answeredLine, tooLateLine } from '../describe-request';

interface End {
  icon: LucideIcon;
  tone: string;
  line: string;
}

const endOf = (request: FeedbackRequest, myId: string | undefined, now: number): End => {
  const when = request.settledAt ? `, ${timeWithDay(request.settledAt, now)}` : '';
  const muted = 'text-muted-foreground';
  switch (request.status) {
    case 'ANSWERED': {
      const answer = request.response?.answer;
      const line = answeredLine(request, myId, now);
      const decision = answer?.type === 'APPROVAL' ? answer.decision : 'approve';
      if (decision === 'revise') return { icon: PencilLineIcon, tone: 'text-accent-text', line };
      const no = decision === 'reject';
      const tone = no ? 'text-danger-text' : 'text-success-text';
      return { icon: no ? XIcon : CheckIcon, tone, line };
    }
    case 'EXPIRED':
      return { icon: HourglassIcon, tone: muted, line: `Expired without an answer${when}` };
    case 'CANCELLED':
      return { icon: BanIcon, tone: muted, line: `Withdrawn${when}` };
    case 'UNDELIVERABLE':
      return { icon: UnplugIcon, tone: 'text-warning-text', line: `Could not be delivered${when}` };
    case 'PENDING':
      return { icon: HourglassIcon, tone: muted, line: 'Waiting' };
  }
};

const comment = (request: FeedbackRequest) => {
  const answer = request.response?.answer;
  return answer?.type === 'APPROVAL' ? answer.comment : undefined;
};
const saysMore = (request: FeedbackRequest) => {
  const type = request.response?.answer.type;
  return type !== undefined && type !== 'NOTICE' && type !== 'APPROVAL';
};

/** How a request ended: the answer, who, when, where. */
export const FeedbackResponse = ({
  request,
  myId,
  tooLate,
  lateAnswers,
}: {
  request: FeedbackRequest;
  myId: string | undefined;
  tooLate: boolean;
  lateAnswers: readonly Response[];
}) => {
  const now = useNow();
  const end = endOf(request, myId, now);
  const Icon = end.icon;
  // Whoever just read that the own answer was too late need not read it again.
  const others = tooLate ? lateAnswers.filter((late) => late.by.id !== myId) : lateAnswers;
  const words = saysMore(request) ? request.response?.text : comment(request);
  return (
    <div className="grid gap-1.5">
      {words && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap border-accent/50 border-l-2 pl-3">
          <VisibleText text={words} />
        </p>
      )}
      <p
        className={cn('flex items-center gap-1.5 text-xs', end.tone)}
        title={request.settledAt ? exactTime(request.settledAt) : undefined}
      >
        <Icon className="size-3.5 shrink-0" aria-hidden="true" />
        <span>{end.line}</span>
        {request.response?.channel === 'EMAIL' && (
          <OriginalMail id={request.response.id} className="ml-1 shrink-0 underline underline-offset-3" />
        )}
      </p>
      {request.reason && !end.line.startsWith(request.reason) && (
        <p className="text-muted-foreground text-xs">{request.reason}</p>
      )}
      {tooLate && (
        <p role="status" className="rounded-md bg-warning-soft px-2.5 py-1.5 text-warning-text text-xs">
          {tooLateLine(request, myId, now)}
        </p>
      )}
      {others.map((late) => (
        <p key={late.id} className="text-muted-foreground text-xs">
          {late.by.id === myId ? 'You' : late.by.name} also answered “{late.text}” at {timeWithDay(late.at, now)}:
          recorded, without effect. {late.channel === 'EMAIL' && <OriginalMail id={late.id} className="underline" />}
        </p>
      ))}
    </div>
  );
};
