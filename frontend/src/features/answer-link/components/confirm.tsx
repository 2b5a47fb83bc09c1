import type { FeedbackQuestion } from '@parley/contracts';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { Textarea } from '@/components/ui/textarea';
import { VisibleText } from '@/components/visible-text';
import type { usePress } from '../api/answer-link';
import { type LinkIn, refusalOf } from '../describe-link';

type Control = LinkIn<'OPEN'>['controls'][number];

const causeOf = (question: FeedbackQuestion, { answer }: Control): string | undefined =>
  question.type === 'CHOICE' && answer.type === 'CHOICE'
    ? question.options.find(({ value }) => value === answer.value)?.description
    : undefined;

/** The other buttons of the mail. Each is only taken up: what answers is the one that confirms. */
const Others = ({
  link: { question, controls },
  chosen,
  disabled,
  onChoose,
}: {
  link: LinkIn<'OPEN'>;
  chosen: number | null;
  disabled: boolean;
  onChoose: (at: number) => void;
}) => (
  <section aria-label={chosen === null ? 'Choices' : 'Other choices'} className="grid gap-1">
    <p className="text-muted-foreground text-xs">{chosen === null ? 'Choose one:' : 'Or choose something else:'}</p>
    {controls.map((control, at) => {
      const cause = causeOf(question, control);
      return at === chosen ? null : (
        <button
          key={control.label}
          type="button"
          disabled={disabled}
          onClick={() => onChoose(at)}
          className="grid touch-target content-center rounded-md border border-input px-3 py-1.5 text-start hover:bg-muted disabled:opacity-50"
        >
          <span className="break-words">
            <VisibleText text={control.label} />
          </span>
          {cause && <span className="break-words text-muted-foreground text-xs">{cause}</span>}
        </button>
      );
    })}
  </section>
);

const WORDS_LABEL = { approve: 'Comment', reject: 'Why not', revise: 'What should be different?' };
const WISH_HINT = 'The agent comes back with a new proposal. Until you approve one, nothing is changed.';

/** The one thing to press. A press in the mail only led here (EML-5). */
export const Confirm = ({
  link,
  chosen: given,
  press,
}: {
  link: LinkIn<'OPEN'>;
  chosen: number | null;
  press: ReturnType<typeof usePress>;
}) => {
  const { question, controls } = link;
  const [chosen, setChosen] = useState(given);
  const [comment, setComment] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const control = chosen === null ? undefined : controls[chosen];
  const cause = control && causeOf(question, control);
  const decision = control?.answer.type === 'APPROVAL' ? control.answer.decision : null;
  const wishes = decision === 'revise';
  const missing = wishes && comment.trim() === '';
  const final = decision === 'approve' && question.type === 'APPROVAL' && question.action?.destructive;
  const busy = press.isPending;

  // Whoever took up another choice goes on with the button that confirms it.
  useEffect(() => {
    if (chosen !== given) button.current?.focus();
  }, [chosen, given]);

  const confirm = () => {
    if (chosen === null || !control || busy || missing) return;
    const words = comment.trim();
    const { answer } = control;
    press.mutate(answer.type === 'APPROVAL' && words ? { answer: { ...answer, comment: words } } : { choose: chosen });
  };

  return (
    <div className="grid gap-4 [&>*]:min-w-0">
      {control && (
        <div className="grid gap-2.5">
          {decision && (
            <Field label={WORDS_LABEL[decision]} optional={!wishes} hint={wishes ? WISH_HINT : 'The agent reads this.'}>
              {(ids) => (
                <Textarea
                  {...ids}
                  value={comment}
                  maxLength={10_000}
                  onChange={(event) => setComment(event.target.value)}
                />
              )}
            </Field>
          )}
          {final && <p className="text-danger-text text-ui">It runs at once, and this cannot be undone.</p>}
          <Button
            ref={button}
            variant={final || decision === 'reject' ? 'danger' : 'primary'}
            size="lg"
            disabled={busy || missing}
            onClick={confirm}
            className="h-auto min-h-10 max-w-full justify-self-start whitespace-normal break-words py-2 max-sm:w-full"
          >
            {busy && <Spinner />}
            <span className="min-w-0">
              Confirm: <VisibleText text={control.label} />
            </span>
          </Button>
          {cause && <p className="break-words text-muted-foreground text-xs">{cause}</p>}
        </div>
      )}
      {press.isError && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger-text text-ui">
          {refusalOf(press.error)}
        </p>
      )}
      {controls.length > (control ? 1 : 0) && (
        <Others link={link} chosen={chosen} disabled={busy} onChoose={setChosen} />
      )}
    </div>
  );
};
