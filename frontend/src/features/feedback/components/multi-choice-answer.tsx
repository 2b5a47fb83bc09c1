import { type FormEvent, useId } from 'react';
import { plural } from '@/lib/utils';
import type { AnswerProps } from '../answer-props';
import { useCardDraft } from '../hooks/use-card-draft';
import { Actions, SubmitButton } from './card-parts';
import { OtherInput } from './choice-answer';
import { OptionList } from './option-list';

const submitLabel = (count: number) => (count === 0 ? 'Answer: none of them' : `Answer (${count})`);

export const MultiChoiceAnswer = ({ request, question, control }: AnswerProps<'MULTI_CHOICE'>) => {
  const [values, setValues] = useCardDraft<string[]>(request.id, 'values', []);
  const [other, setOther] = useCardDraft(request.id, 'other', '');
  const name = useId();
  const count = values.length + (other.trim() ? 1 : 0);
  const missing = question.minChoices - count;

  const toggle = (value: string) =>
    setValues(values.includes(value) ? values.filter((held) => held !== value) : [...values, value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing > 0 || control.sending) return;
    const text = other.trim();
    void control.answer({ type: 'MULTI_CHOICE', values, ...(text ? { other: text } : {}) });
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <OptionList
        name={name}
        legend={question.question}
        multiple
        options={question.options}
        chosen={values}
        onToggle={toggle}
      />
      {question.allowOther && <OtherInput value={other} onChange={setOther} />}
      <Actions>
        <SubmitButton busy={control.sending !== null} disabled={missing > 0} shortcut="⏎">
          {submitLabel(count)}
        </SubmitButton>
        {missing > 0 && question.minChoices > 1 && (
          <span className="text-muted-foreground text-xs">Choose {plural(missing, 'more', 'more')}</span>
        )}
      </Actions>
    </form>
  );
};
