import type { AnswerProps } from '../answer-props';
import { Actions, SubmitButton } from './card-parts';

export const NoticeAnswer = ({ control }: AnswerProps<'NOTICE'>) => (
  <Actions>
    <SubmitButton busy={control.sending !== null} onClick={() => void control.answer({ type: 'NOTICE' })} shortcut="a">
      Got it
    </SubmitButton>
  </Actions>
);
