import type { FeedbackRequest } from '@parley/contracts';
import { AlarmClockIcon, ForwardIcon, type LucideIcon, SendIcon } from 'lucide-react';
import { exactTime, timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { useDeliveries } from '../api/deliveries';
import { elsewhereText } from '../elsewhere';
import { isMine, isSnoozed } from '../whose-turn';

const Line = ({ icon: Icon, title, children }: { icon: LucideIcon; title?: string; children: string }) => (
  <p className="flex items-start gap-1.5 text-muted-foreground text-xs" title={title}>
    <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
    <span className="min-w-0 break-words">{children}</span>
  </p>
);

const handedText = (request: FeedbackRequest, myId: string | undefined, now: number): string | null => {
  const { delegation } = request;
  if (!delegation) return null;
  const at = timeWithDay(delegation.at, now);
  const by = delegation.by.id === myId ? 'you' : delegation.by.name;
  if (isMine(request, myId) && myId) return `Handed on to you by ${by}, ${at}. Only you can answer it now.`;
  return `Handed on to ${delegation.to.name} by ${by}, ${at}. Only ${delegation.to.name} can answer it now.`;
};

/** What became of an open question meanwhile: snoozed, handed on, asked elsewhere. */
export const RequestState = ({
  request,
  myId,
  detailed,
  folded,
}: {
  request: FeedbackRequest;
  myId: string | undefined;
  /** Also where it was asked, which is fetched. */
  detailed: boolean;
  /** In one line of a list, whose head tells about a snooze already. */
  folded: boolean;
}) => {
  const now = useNow(15_000);
  const timeline = useDeliveries(request, detailed).data;
  const handed = handedText(request, myId, now);
  const elsewhere = timeline ? elsewhereText(timeline, now) : null;
  const snoozed = !folded && isSnoozed(request, now) ? request.snoozedUntil : null;
  return (
    <div className="grid gap-1 empty:hidden">
      {handed && <Line icon={ForwardIcon}>{handed}</Line>}
      {snoozed && (
        <Line icon={AlarmClockIcon} title={exactTime(snoozed)}>
          {`Snoozed until ${timeWithDay(snoozed, now)}. You can still answer.`}
        </Line>
      )}
      {elsewhere && <Line icon={SendIcon}>{`${elsewhere}. An answer here counts too.`}</Line>}
    </div>
  );
};
