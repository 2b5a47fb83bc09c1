import { type FormEvent, useId } from 'react';
import { Input } from '@/components/ui/input';
import type { AnswerProps } from '../answer-props';
import { useCardDraft } from '../hooks/use-card-draft';
import { Actions, SubmitButton } from './card-parts';
import { OptionList } from './option-list';

const OTHER = '\u0000other';

export const OtherInput = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <Input
    aria-label="Something else"
    placeholder="Something else…"
    value={value}
    maxLength={2_000}
    onChange={(event) => onChange(event.target.value)}
  />
);

export const ChoiceAnswer = ({ request, question, control }: AnswerProps<'CHOICE'>) => {
  const [value, setValue] = useCardDraft(request.id, 'value', '');
  const [other, setOther] = useCardDraft(request.id, 'other', '');
  const name = useId();
  const isOther = value === OTHER;
  const complete = isOther ? other.trim() !== '' : value !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || control.sending) return;
    void control.answer(isOther ? { type: 'CHOICE', other: other.trim() } : { type: 'CHOICE', value });
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <OptionList
        name={name}
        legend={question.question}
        multiple={false}
        options={question.options}
        chosen={[value]}
        onToggle={setValue}
      />
      {question.allowOther && (
        <OtherInput
          value={other}
          onChange={(text) => {
            setOther(text);
            setValue(text ? OTHER : '');
          }}
        />
      )}
      <Actions>
        <SubmitButton busy={control.sending !== null} disabled={!complete} shortcut="⏎">
          Answer
        </SubmitButton>
      </Actions>
    </form>
  );
};
