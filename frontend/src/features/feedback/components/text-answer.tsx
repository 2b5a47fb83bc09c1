import { useId } from 'react';
import { Textarea } from '@/components/ui/textarea';
import type { AnswerProps } from '../answer-props';
import { useCardDraft } from '../hooks/use-card-draft';
import { Actions, SubmitButton } from './card-parts';

export const TextAnswer = ({ request, question, control }: AnswerProps<'TEXT'>) => {
  const [text, setText] = useCardDraft(request.id, 'text', '');
  const id = useId();
  const send = () => {
    if (text.trim() && !control.sending) void control.answer({ type: 'TEXT', text: text.trim() });
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id} className="sr-only">
        Your answer
      </label>
      <Textarea
        id={id}
        data-card-first
        value={text}
        rows={2}
        maxLength={20_000}
        placeholder={question.placeholder ?? 'Your answer…'}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Actions>
        <SubmitButton busy={control.sending !== null} disabled={!text.trim()} shortcut="⏎">
          Answer
        </SubmitButton>
      </Actions>
    </form>
  );
};
