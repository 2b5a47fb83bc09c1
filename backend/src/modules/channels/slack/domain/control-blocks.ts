import type { FeedbackOption, FeedbackQuestion } from '@parley/contracts';
import type { ActionsBlock, ActionsBlockElement, Button, ConfirmationDialog, PlainTextOption } from '@slack/web-api';
import { assertNever } from '../../../../kernel/index.js';
import { type CardControl, cardControls, needsWords } from '../../domain/card-controls.js';
import { DECISION_LABELS, NO_UNDO } from '../../domain/card-words.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { clip, oneLine } from '../../domain/visible-text.js';
import { canEditHere } from './argument-fields.js';
import {
  actionId,
  answerValue,
  fitsOption,
  type ModalPurpose,
  openValue,
  optionValue,
  sendValue,
} from './control-value.js';
import { LIMITS } from './limits.js';
import { plain } from './text-objects.js';

/** As many options as stand well in a row, and as many letters of each. */
const ROW = { options: 5, letters: 40 };

const button = (label: string, id: string, more: Partial<Button>): Button => ({
  type: 'button',
  text: plain(oneLine(label, LIMITS.button)),
  action_id: id,
  ...more,
});

const openModal = ({ requestId }: FeedbackCard, label: string, purpose: ModalPurpose): Button =>
  button(label, actionId('open', purpose), { value: openValue(requestId, purpose) });

/** Where the card stands in the web app. */
export const linkButton = (link: string): Button => button('Open in Parley', actionId('link', 'card'), { url: link });

const answerButton = ({ requestId }: FeedbackCard, { label, answer }: CardControl, at: number): Button =>
  button(label, actionId('answer', at), { value: answerValue(requestId, answer) });

/** A destructive approval asks once more, in place. */
const SURE: ConfirmationDialog = {
  title: plain('Approve this?'),
  text: plain(NO_UNDO),
  confirm: plain('Approve'),
  deny: plain('Not yet'),
  style: 'danger',
};

type Choice = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' }>;

/** Numbered as in the list above it, so that also a label that is cut says which it is. */
const menuOption = ({ label, value }: FeedbackOption, at: number): PlainTextOption => ({
  text: plain(oneLine(`${at + 1}. ${label}`, LIMITS.optionText)),
  value: optionValue(value),
});

const fitInMenu = ({ options }: Choice): boolean => options.every(({ value }) => fitsOption(value));
const fitInRow = ({ options }: Choice): boolean =>
  options.length <= ROW.options && options.every(({ label }) => label.length <= ROW.letters);

const choice = (card: FeedbackCard, question: Choice): ActionsBlockElement[] => {
  const other = question.allowOther ? [openModal(card, 'Something else…', 'answer')] : [];
  if (fitInRow(question) || !fitInMenu(question))
    return [...cardControls(card).map((control, at) => answerButton(card, control, at)), ...other];
  return [
    {
      type: 'static_select',
      action_id: actionId('choose', card.requestId),
      placeholder: plain('Choose one'),
      options: question.options.map(menuOption),
    },
    ...other,
  ];
};

const multiChoice = (card: FeedbackCard, question: Choice): ActionsBlockElement[] => {
  if (!fitInMenu(question)) return [];
  const options = question.options.map(menuOption);
  const pick = { action_id: actionId('pick', card.requestId), options };
  return [
    options.length <= LIMITS.checkboxes
      ? { type: 'checkboxes', ...pick }
      : { type: 'multi_static_select', placeholder: plain('Choose all that fit'), ...pick },
    button('Send', actionId('send', 'picked'), { value: sendValue(card.requestId), style: 'primary' }),
    ...(question.allowOther ? [openModal(card, 'Something else…', 'answer')] : []),
  ];
};

/** A form for the words that say what should be different. Empty where the question takes none. */
const revising = (card: FeedbackCard): Button[] =>
  cardControls(card).some(needsWords) ? [openModal(card, `${DECISION_LABELS.revise}…`, 'revise')] : [];

const approval = (card: FeedbackCard, question: Extract<FeedbackQuestion, { type: 'APPROVAL' }>): Button[] => {
  const clicks = cardControls(card).filter((control) => !needsWords(control));
  const decisions = clicks.map((control, at) => {
    const plainButton = answerButton(card, control, at);
    const approves = control.answer.type === 'APPROVAL' && control.answer.decision === 'approve';
    if (!approves) return { ...plainButton, style: 'danger' as const };
    return { ...plainButton, style: 'primary' as const, ...(question.action?.destructive && { confirm: SURE }) };
  });
  if (decisions.length === 0) return [];
  const edit = canEditHere(question) ? [openModal(card, 'Edit…', 'edit')] : [];
  return [...decisions, ...revising(card), ...edit, openModal(card, 'Comment…', 'comment')];
};

/** What answers, or begins an answer. None on a pointer, or where nothing of the question is shown. */
const answering = (card: FeedbackCard): ActionsBlockElement[] => {
  const { question } = card;
  if (!card.actionable || card.movedTo || question.sensitive) return [];
  switch (question.type) {
    case 'TEXT':
      return [openModal(card, 'Answer…', 'answer')];
    case 'FORM':
      return [openModal(card, 'Fill in…', 'answer')];
    case 'CHOICE':
      return choice(card, question);
    case 'MULTI_CHOICE':
      return multiChoice(card, question);
    case 'APPROVAL':
      return approval(card, question);
    case 'NOTICE':
      return cardControls(card).map((control, at) => answerButton(card, control, at));
    default:
      return assertNever(question);
  }
};

/** The controls of a card and the link to it. */
export const controlBlocks = (card: FeedbackCard, link: string): ActionsBlock[] => [
  { type: 'actions', elements: [...answering(card), linkButton(link)] },
];

/** What is shown here is not enough to decide by, but enough to want something else. */
export const partBlocks = (card: FeedbackCard, link: string, label: string): ActionsBlock[] => [
  {
    type: 'actions',
    elements: [{ ...linkButton(link), text: plain(clip(label, LIMITS.button)) }, ...revising(card)],
  },
];

/** The link alone. */
export const linkBlocks = (link: string): ActionsBlock[] => [{ type: 'actions', elements: [linkButton(link)] }];
