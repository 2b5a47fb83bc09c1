import type { FeedbackQuestion } from '@parley/contracts';
import type { InputBlock, KnownBlock, ModalView } from '@slack/web-api';
import { assertNever } from '../../../../kernel/index.js';
import { DECISION_LABELS, NO_UNDO, toolLine } from '../../domain/card-words.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { clip, visibleWords } from '../../domain/visible-text.js';
import type { Approval } from './approval-blocks.js';
import { type ArgumentField, argumentFields } from './argument-fields.js';
import { fitsOption, type ModalPurpose } from './control-value.js';
import { formInputs } from './form-inputs.js';
import { inputBlock, option, textInput, yesNoInput } from './input-blocks.js';
import { LIMITS } from './limits.js';
import { writeMetadata } from './modal-metadata.js';
import type { SlackReceipt } from './slack-address.js';
import { plain, plainSection, wordSections } from './text-objects.js';

type Choice = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' }>;
interface Form {
  title: string;
  submit: string;
  about?: KnownBlock[];
  inputs: InputBlock[];
  /** Names of the arguments, in the order of their fields. */
  names?: string[];
}

const textForm = ({ placeholder }: Extract<FeedbackQuestion, { type: 'TEXT' }>): Form => ({
  title: 'Your answer',
  submit: 'Send',
  inputs: [inputBlock({ path: 'text', kind: 'text', label: 'Answer' }, textInput({ multiline: true, placeholder }))],
});

const otherInput = (optional: boolean): InputBlock =>
  inputBlock(
    { path: 'other', kind: 'text', label: optional ? 'Something else' : 'In your own words', optional },
    textInput({ multiline: true, maxLength: 2_000 }),
  );

const choiceForm = (question: Choice): Form | null => {
  if (!question.allowOther) return null;
  const form = { title: 'Something else', submit: 'Send' };
  if (question.type === 'CHOICE') return { ...form, inputs: [otherInput(false)] };
  if (!question.options.every(({ value }) => fitsOption(value))) return null;
  const options = question.options.map(({ label, value }, at) => option(`${at + 1}. ${label}`, value));
  const few = options.length <= LIMITS.checkboxes;
  const picks = inputBlock(
    { path: 'values', kind: 'some', label: 'All that fit', optional: true },
    few ? { type: 'checkboxes', options } : { type: 'multi_static_select', options },
  );
  return { ...form, inputs: [picks, otherInput(true)] };
};

const argumentInput = ({ name, kind, initial }: ArgumentField, at: number): InputBlock => {
  const field = { path: `editedArguments.${at}`, label: name };
  switch (kind) {
    case 'number':
      return inputBlock(
        { ...field, kind: 'number' },
        { type: 'number_input', is_decimal_allowed: true, initial_value: initial },
      );
    case 'boolean':
      return inputBlock({ ...field, kind: 'yes' }, yesNoInput(initial === 'true'));
    case 'json':
      return inputBlock({ ...field, kind: 'json', hint: 'As JSON.' }, textInput({ multiline: true, initial }));
    case 'text':
      // An empty text is a text; but one that is not empty is not emptied by a slip.
      return inputBlock(
        { ...field, kind: 'text', optional: initial === '' },
        textInput({ initial, multiline: initial.length > 60 || initial.includes('\n') }),
      );
    default:
      return assertNever(kind);
  }
};

const commentInput = inputBlock(
  { path: 'comment', kind: 'text', label: 'Comment', optional: true },
  textInput({ multiline: true, maxLength: LIMITS.inputText }),
);

/** What is decided, in the modal too. */
const aboutCall = ({ action }: Approval): KnownBlock[] =>
  action ? wordSections([toolLine(action), ...(action.destructive ? [NO_UNDO] : [])].join('\n')) : [];

const editForm = (question: Approval): Form | null => {
  const fields = question.action && argumentFields(question.action);
  if (!fields) return null;
  return {
    title: 'Approve with edits',
    submit: 'Approve as edited',
    about: aboutCall(question),
    inputs: [...fields.map(argumentInput), commentInput],
    names: fields.map(({ name }) => name),
  };
};

const commentForm = (question: Approval): Form => {
  const options = (['approve', 'reject'] as const).map((decision) => option(DECISION_LABELS[decision], decision));
  const decision = inputBlock({ path: 'decision', kind: 'one', label: 'Decision' }, { type: 'radio_buttons', options });
  return { title: 'Your decision', submit: 'Send', about: aboutCall(question), inputs: [decision, commentInput] };
};

const reviseForm = (question: Approval): Form | null => {
  if (!question.revisable) return null;
  const wish = inputBlock(
    {
      path: 'comment',
      kind: 'text',
      label: 'What should be different?',
      hint: 'Nothing is changed by this: the agent comes back with a new proposal.',
    },
    textInput({ multiline: true, maxLength: LIMITS.inputText }),
  );
  return { title: DECISION_LABELS.revise, submit: 'Send', about: aboutCall(question), inputs: [wish] };
};

const approvalForm = (question: Approval, purpose: ModalPurpose): Form | null => {
  switch (purpose) {
    case 'edit':
      return editForm(question);
    case 'comment':
      return commentForm(question);
    case 'revise':
      return reviseForm(question);
    case 'answer':
      return null;
    default:
      return assertNever(purpose);
  }
};

const formFor = ({ question, bindingHash }: FeedbackCard, purpose: ModalPurpose): Form | null => {
  switch (question.type) {
    case 'TEXT':
      return purpose === 'answer' ? textForm(question) : null;
    case 'FORM':
      return purpose === 'answer' ? { title: 'Fill in', submit: 'Send', inputs: formInputs(question.schema) } : null;
    case 'CHOICE':
    case 'MULTI_CHOICE':
      return purpose === 'answer' ? choiceForm(question) : null;
    case 'APPROVAL':
      return bindingHash ? approvalForm(question, purpose) : null;
    case 'NOTICE':
      return null;
    default:
      return assertNever(question);
  }
};

/**
 * The modal in which a question is answered.
 * @param at the message whose control opened it, if one did
 * @returns null when the question takes no such answer, is over, or is shown nowhere but in the web app
 */
export const cardModal = (card: FeedbackCard, purpose: ModalPurpose, at: SlackReceipt | null): ModalView | null => {
  const { requestId, question, bindingHash } = card;
  const form = card.actionable && !question.sensitive ? formFor(card, purpose) : null;
  if (!form) return null;
  const asked = plainSection(clip(visibleWords(question.question), LIMITS.textObject));
  return {
    type: 'modal',
    callback_id: `parley.${purpose}`,
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain('Cancel'),
    private_metadata: writeMetadata({
      requestId,
      type: question.type,
      purpose,
      bindingHash,
      at,
      names: form.names ?? [],
    }),
    blocks: [asked, ...(form.about ?? []), ...form.inputs],
  };
};
