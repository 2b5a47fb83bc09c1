import type { AnswerLink } from '@parley/contracts';
import { CheckIcon, ForwardIcon, HourglassIcon, type LucideIcon, MonitorIcon } from 'lucide-react';
import { Link } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { VisibleText } from '@/components/visible-text';
import { assertNever } from '@/lib/assert-never';
import { useNow } from '@/lib/use-now';
import { elsewhereLine, endLine, type LinkIn } from '../describe-link';
import { LinkCard } from './link-frame';
import { LinkHead } from './link-head';

type Closed = Exclude<AnswerLink, { state: 'OPEN' }>;

const lineOf = (link: Closed, now: number): { icon: LucideIcon; tone: string; line: string } => {
  const tone = 'text-muted-foreground';
  switch (link.state) {
    case 'HANDED_ON':
      return { icon: ForwardIcon, tone, line: `${link.to ?? 'Somebody else'} decides this now.` };
    case 'ELSEWHERE':
      return { icon: MonitorIcon, tone, line: elsewhereLine(link) };
    case 'ENDED':
      return link.status === 'ANSWERED'
        ? { icon: CheckIcon, tone: 'text-success-text', line: endLine(link, now) }
        : { icon: HourglassIcon, tone, line: endLine(link, now) };
    default:
      return assertNever(link);
  }
};

const wordsOf = (link: Closed): string | null => (link.state === 'ENDED' ? (link.response?.text ?? null) : null);

/** Nothing to press any more, or not here: what became of it, and where it goes on. */
export const ClosedLink = ({ link, missed }: { link: Closed; missed: boolean }) => {
  const now = useNow();
  const { icon: Icon, tone, line } = lineOf(link, now);
  const words = wordsOf(link);
  return (
    <LinkCard>
      <LinkHead link={link} />
      {missed && (
        <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-ui text-warning-text">
          Your press changed nothing.
        </p>
      )}
      {words && <Words text={words} />}
      <p className={`flex items-start gap-1.5 text-ui ${tone}`}>
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span className="min-w-0 break-words">{line}</span>
      </p>
      <ToConversation sessionId={link.sessionId} />
    </LinkCard>
  );
};

/** It was confirmed here, just now. */
export const AnsweredHere = ({ link }: { link: LinkIn<'ENDED'> }) => (
  <LinkCard>
    <LinkHead link={link} />
    {link.response?.text && <Words text={link.response.text} />}
    <p role="status" className="flex items-start gap-1.5 text-success-text text-ui">
      <CheckIcon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>Your answer is in, and the agent goes on with it. You can close this page.</span>
    </p>
    <ToConversation sessionId={link.sessionId} />
  </LinkCard>
);

const Words = ({ text }: { text: string }) => (
  <p dir="auto" className="whitespace-pre-wrap break-words border-accent/50 border-l-2 pl-3">
    <VisibleText text={text} />
  </p>
);

const ToConversation = ({ sessionId }: { sessionId: string }) => (
  <Button className="justify-self-start" asChild>
    <Link to={`/sessions/${sessionId}`}>Open the conversation</Link>
  </Button>
);
