import type { FeedbackRequest as Request, FeedbackResponse as Response } from '@parley/contracts';
import {
  CircleCheckIcon,
  CircleDotIcon,
  InfoIcon,
  ListChecksIcon,
  type LucideIcon,
  MessageCircleQuestionMarkIcon,
  SquarePenIcon,
} from 'lucide-react';
import { type KeyboardEvent, lazy, memo, Suspense, useEffect, useId, useRef, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { VisibleText } from '@/components/visible-text';
import { agentName } from '@/lib/agent-name';
import { exactTime, span } from '@/lib/dates';
import { focusComposer, hasModifier, isTyping } from '@/lib/hotkeys';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import type { AnswerControl } from '../api/feedback';
import { dropHeldAnswer, useAnswer, useNewest } from '../api/feedback';
import { deadlineText, TYPE_NAME } from '../describe-request';
import { draftWords, dropCardDraft } from '../hooks/use-card-draft';
import { ApprovalAnswer } from './approval-answer';
import { RefusalNote } from './card-parts';
import { ChoiceAnswer } from './choice-answer';
import { Context } from './context';
import { Decided } from './decided';
import { FeedbackResponse } from './feedback-response';
import { LeftDraft } from './left-draft';
import { MultiChoiceAnswer } from './multi-choice-answer';
import { NoticeAnswer } from './notice-answer';
import { TextAnswer } from './text-answer';

const FormAnswer = lazy(() => import('./form-answer'));

const ICON: Record<Request['question']['type'], LucideIcon> = {
  TEXT: MessageCircleQuestionMarkIcon,
  CHOICE: CircleDotIcon,
  MULTI_CHOICE: ListChecksIcon,
  APPROVAL: CircleCheckIcon,
  FORM: SquarePenIcon,
  NOTICE: InfoIcon,
};

const Controls = ({ request, control }: { request: Request; control: AnswerControl }) => {
  const { question } = request;
  switch (question.type) {
    case 'TEXT':
      return <TextAnswer request={request} question={question} control={control} />;
    case 'CHOICE':
      return <ChoiceAnswer request={request} question={question} control={control} />;
    case 'MULTI_CHOICE':
      return <MultiChoiceAnswer request={request} question={question} control={control} />;
    case 'APPROVAL':
      return <ApprovalAnswer request={request} question={question} control={control} />;
    case 'FORM':
      return (
        <Suspense fallback={<Skeleton className="h-32" />}>
          <FormAnswer request={request} question={question} control={control} />
        </Suspense>
      );
    case 'NOTICE':
      return <NoticeAnswer request={request} question={question} control={control} />;
  }
};

const Header = ({ request }: { request: Request }) => {
  const Icon = ICON[request.question.type];
  const waiting = request.status === 'PENDING';
  const now = useNow(waiting ? 15_000 : 0);
  return (
    <header className="flex items-center gap-1.5 text-muted-foreground text-xs">
      <Icon aria-hidden="true" className={cn('size-3.5', waiting && 'text-accent-text')} />
      <span className={cn('font-medium', waiting && 'text-accent-text')}>{TYPE_NAME[request.question.type]}</span>
      <span aria-hidden="true">·</span>
      <span className="truncate">{agentName(request.agent)}</span>
      {request.question.urgency === 'HIGH' && waiting && (
        <span className="rounded bg-danger-soft px-1.5 font-medium text-danger-text">Urgent</span>
      )}
      {waiting && request.question.type !== 'NOTICE' && (
        <span className="ml-auto whitespace-nowrap tabular" title={`Asked ${exactTime(request.createdAt)}`}>
          waits{' '}
          {span(Math.max(1_000, Math.floor((now - Date.parse(request.createdAt)) / 1_000) * 1_000)).replace('.0', '')}
        </span>
      )}
    </header>
  );
};

/** The button that was pressed is gone: the focus goes to the one in its place. */
const focusNow = (element: HTMLElement | null) => element?.focus();

const Withdraw = ({ control }: { control: AnswerControl }) => {
  const [sure, setSure] = useState(false);
  const busy = control.sending !== null;
  if (!sure)
    return (
      <button type="button" disabled={busy} onClick={() => setSure(true)} className="quiet-action">
        Withdraw
      </button>
    );
  return (
    <span className="flex items-center gap-2">
      The agent goes on without an answer.
      <button
        type="button"
        ref={focusNow}
        disabled={busy}
        onClick={() => void control.withdraw()}
        className="quiet-action text-danger-text!"
      >
        Withdraw it
      </button>
      <button type="button" disabled={busy} onClick={() => setSure(false)} className="quiet-action">
        Keep
      </button>
    </span>
  );
};

const Footer = ({ request, control }: { request: Request; control: AnswerControl }) => {
  const now = useNow(30_000);
  const deadline = deadlineText(request, now);
  return (
    <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-muted-foreground text-xs">
      <span title={request.expiresAt ? exactTime(request.expiresAt) : undefined}>{deadline ?? 'No deadline'}</span>
      <Withdraw control={control} />
    </footer>
  );
};

const pressKey = (card: HTMLElement, key: string): boolean => {
  const option = /^[1-9]$/.test(key) ? card.querySelector<HTMLInputElement>(`[data-option="${key}"]`) : null;
  const target = option ?? card.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  target.click();
  target.focus();
  return true;
};

/** Keys on the focused card: a/r/c/e and 1–9 act, Enter goes in or answers, Escape goes back to the composer. */
const onCardKey = (event: KeyboardEvent<HTMLElement>) => {
  const card = event.currentTarget;
  if (event.key === 'Escape') {
    event.stopPropagation();
    if (event.target === card) focusComposer();
    else card.focus();
    return;
  }
  if (hasModifier(event) || isTyping(event.target)) return;
  if (event.key === 'Enter' && event.target === card) {
    event.preventDefault();
    card.querySelector<HTMLElement>('[data-card-first]')?.focus();
    return;
  }
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }
  if (pressKey(card, event.key)) event.preventDefault();
};

/** Do the words stand in the answer that ended the question? */
const saidIn = (request: Request, words: string) =>
  words
    .split('\n')
    .every((line) => JSON.stringify(request.response?.answer ?? '').includes(JSON.stringify(line).slice(1, -1)));

const NO_ANSWERS: readonly Response[] = [];

/** One question of an agent: the same anatomy for every type, answered in place (UI.md). */
export const FeedbackRequest = memo(
  ({
    request: given,
    myId,
    lateAnswers = NO_ANSWERS,
  }: {
    request: Request;
    myId: string | undefined;
    lateAnswers?: readonly Response[];
  }) => {
    const request = useNewest(given);
    const control = useAnswer(request);
    const waiting = request.status === 'PENDING';
    const card = useRef<HTMLElement>(null);
    const wasWaiting = useRef(waiting);
    const hasFocus = useRef(false);
    const [left, setLeft] = useState('');
    const titleId = useId();

    useEffect(() => {
      if (wasWaiting.current && !waiting) {
        const words = draftWords(request.id);
        // Only what did not become the answer is a draft that would be lost.
        if (words && !saidIn(request, words)) setLeft(words);
        dropCardDraft(request.id);
        dropHeldAnswer(request.id);
        // The controls are gone: whoever stood in them goes back to where one writes.
        if (hasFocus.current) focusComposer();
        hasFocus.current = false;
      }
      wasWaiting.current = waiting;
    }, [waiting, request]);

    return (
      <article
        ref={card}
        data-card={waiting ? 'waiting' : 'ended'}
        data-request={request.id}
        tabIndex={-1}
        aria-labelledby={titleId}
        onKeyDown={waiting ? onCardKey : undefined}
        onChangeCapture={waiting ? control.touch : undefined}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={(event) => {
          // A control that goes away blurs to nowhere: then the focus still counts as being here.
          const to = event.relatedTarget;
          if (to instanceof Node && !event.currentTarget.contains(to)) hasFocus.current = false;
        }}
        className={cn(
          'grid min-w-0 rounded-xl border px-4 outline-none [&>*]:min-w-0',
          waiting
            ? 'gap-3 border-accent/35 py-3 bg-card shadow-card focus:border-ring focus:ring-2 focus:ring-ring/25'
            : 'gap-2 bg-transparent py-2.5',
        )}
      >
        <Header request={request} />
        <div className="grid gap-1">
          <h2
            id={titleId}
            dir="auto"
            className={cn('whitespace-pre-wrap break-words font-medium text-body', !waiting && 'font-normal')}
          >
            <VisibleText text={request.question.question} />
          </h2>
          {request.question.context && <Context text={request.question.context} />}
        </div>
        {waiting ? <Controls request={request} control={control} /> : <Decided request={request} />}
        {left && !waiting && !control.sent && !control.sending && <LeftDraft text={left} />}
        {waiting && <RefusalNote refusal={control.refusal} />}
        {/* A notice expects nothing: no deadline, nothing to withdraw. */}
        {waiting && request.question.type !== 'NOTICE' && <Footer request={request} control={control} />}
        {!waiting && (
          <FeedbackResponse request={request} myId={myId} tooLate={control.tooLate} lateAnswers={lateAnswers} />
        )}
      </article>
    );
  },
);
FeedbackRequest.displayName = 'FeedbackRequest';
