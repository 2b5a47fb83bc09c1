import type { FeedbackRequest as Request, FeedbackResponse as Response } from '@parley/contracts';
import { memo, type ReactNode, Suspense, useId } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { focusComposer } from '@/lib/hotkeys';
import { lazily } from '@/lib/lazily';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import type { AnswerControl } from '../api/feedback';
import { useAnswer, useNewest } from '../api/feedback';
import { onCardKey } from '../card-keys';
import type { CardPlace } from '../card-place';
import { useEnd } from '../hooks/use-end';
import { isMine, waitsForMe } from '../whose-turn';
import { CardFooter } from './card-footer';
import { CardHeader } from './card-header';
import { RefusalNote } from './card-parts';
import { CardTitle } from './card-title';
import { ChoiceAnswer } from './choice-answer';
import { Context } from './context';
import { FeedbackResponse } from './feedback-response';
import { LeftDraft } from './left-draft';
import { MultiChoiceAnswer } from './multi-choice-answer';
import { NoticeAnswer } from './notice-answer';
import { RequestState } from './request-state';
import { TextAnswer } from './text-answer';

// What only some questions have comes when one of them shows.
const ApprovalAnswer = lazily(() => import('./approval-answer'));
const Decided = lazily(() => import('./decided'));
const FormAnswer = lazily(() => import('./form-answer'));

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
      return <FormAnswer request={request} question={question} control={control} />;
    case 'NOTICE':
      return <NoticeAnswer request={request} question={question} control={control} />;
  }
};

const NO_ANSWERS: readonly Response[] = [];
const stay = () => undefined;
const FRAME = {
  folded:
    'relative gap-1 border-transparent py-2.5 hover:bg-muted/60 focus:border-ring focus:ring-2 focus:ring-ring/25',
  turn: 'gap-3 border-accent/35 bg-card py-3 shadow-card focus:border-ring focus:ring-2 focus:ring-ring/25',
  waiting: 'gap-3 border-input bg-card py-3 focus:border-ring focus:ring-2 focus:ring-ring/25',
  ended: 'gap-2 bg-transparent py-2.5 focus:border-ring',
};
const frameOf = (folded: boolean, turn: boolean, waiting: boolean) => {
  if (folded) return FRAME.folded;
  if (turn) return FRAME.turn;
  return waiting ? FRAME.waiting : FRAME.ended;
};

/** One question of an agent: the same anatomy for every type, answered in place (UI.md). */
export const FeedbackRequest = memo(
  ({
    request: given,
    myId,
    lateAnswers = NO_ANSWERS,
    source,
    place,
  }: {
    request: Request;
    myId: string | undefined;
    lateAnswers?: readonly Response[];
    /** Where it comes from, when that is not where it shows. */
    source?: ReactNode;
    place?: CardPlace;
  }) => {
    const request = useNewest(given);
    const control = useAnswer(request);
    const onDone = place?.onDone ?? focusComposer;
    const { left, focusHandlers } = useEnd(request, control.sent, onDone);
    const titleId = useId();
    const waiting = request.status === 'PENDING';
    const now = useNow(waiting ? 15_000 : 0);
    const mine = isMine(request, myId);
    const turn = waitsForMe(request, myId, now);
    const folded = waiting && (place?.folded ?? false);
    const approval = request.question.type === 'APPROVAL';
    const asks = request.question.type !== 'NOTICE';

    return (
      <article
        data-card={waiting && mine ? 'waiting' : waiting ? 'elsewhere' : 'ended'}
        data-request={request.id}
        tabIndex={place?.current ? 0 : -1}
        aria-labelledby={titleId}
        aria-posinset={place?.position}
        aria-setsize={place?.total}
        onKeyDown={waiting ? (event) => onCardKey(event, place ? null : focusComposer) : undefined}
        onChangeCapture={waiting ? control.touch : undefined}
        {...focusHandlers}
        className={cn(
          'grid min-w-0 scroll-my-4 rounded-xl border px-4 outline-none [&>*]:min-w-0',
          frameOf(folded, turn, waiting),
        )}
      >
        <CardHeader
          request={request}
          turn={turn}
          folded={folded}
          source={source}
          mayWatch={myId !== undefined && request.delegation?.to.id !== myId}
        />
        <div className="grid gap-1">
          <CardTitle id={titleId} request={request} place={waiting ? place : undefined} />
          {request.question.context && !folded && <Context text={request.question.context} />}
        </div>
        {waiting && <RequestState request={request} myId={myId} detailed={asks && mine && !folded} folded={folded} />}
        <Suspense fallback={<Skeleton className="h-32" />}>
          {waiting && mine && !folded && <Controls request={request} control={control} />}
          {approval && !folded && !(waiting && mine) && <Decided request={request} />}
        </Suspense>
        {left && !waiting && !control.sent && !control.sending && <LeftDraft text={left} />}
        {waiting && <RefusalNote refusal={control.refusal} />}
        {/* A notice expects nothing: no deadline, nothing to withdraw. */}
        {waiting && asks && !folded && (
          <CardFooter request={request} control={control} mine={mine} onSetAside={place ? onDone : stay} />
        )}
        {!waiting && (
          <FeedbackResponse request={request} myId={myId} tooLate={control.tooLate} lateAnswers={lateAnswers} />
        )}
      </article>
    );
  },
);
FeedbackRequest.displayName = 'FeedbackRequest';
