import type { AnswerLink } from '@parley/contracts';
import { VisibleText } from '@/components/visible-text';
import { agentName } from '@/lib/agent-name';

/** Who asks whom, and what. */
export const LinkHead = ({ link }: { link: AnswerLink }) => {
  const open = link.state === 'OPEN' ? link.question : null;
  const verb = link.state === 'ENDED' ? 'asked' : open?.type === 'NOTICE' ? 'tells' : 'asks';
  return (
    <header className="grid gap-1">
      <p className="flex items-center gap-1.5 text-muted-foreground text-xs">
        {agentName(link.agent)} {verb} {link.person}
        {open?.urgency === 'HIGH' && (
          <span className="rounded bg-danger-soft px-1.5 font-medium text-danger-text">Urgent</span>
        )}
      </p>
      <h1 dir="auto" className="whitespace-pre-wrap break-words font-medium text-base">
        {link.asked === null ? 'A question that is not shown here' : <VisibleText text={link.asked} />}
      </h1>
    </header>
  );
};
