import type { InputBlock, InputBlockElement, PlainTextOption } from '@slack/web-api';
import { clip, oneLine } from '../../domain/visible-text.js';
import { optionValue } from './control-value.js';
import { LIMITS } from './limits.js';
import { plain } from './text-objects.js';

/**
 * What a field of a modal gives: it leads its action_id, so that a submission is read without asking anybody. A field's
 * block_id is the path that `checkAnswer` names it by, so that what is wrong with it is told beside it.
 */
export const FIELD_KINDS = ['text', 'email', 'number', 'date', 'yes', 'one', 'some', 'list', 'json'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export interface Field {
  path: string;
  kind: FieldKind;
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  /** Is an empty list no list? */
  absent?: boolean;
}

/** `text.answer`: what kind, and a name for it. With a question mark: left empty it is not there at all. */
const fieldAction = ({ kind, path, absent }: Field): string => `${kind}${absent ? '?' : ''}.${path.split('.').at(-1)}`;
const ACTION = /^([a-z]+)(\?)?\./;
export const readFieldAction = (id: string): { kind: FieldKind; absent: boolean } | null => {
  const [, word, mark] = ACTION.exec(id) ?? [];
  const kind = FIELD_KINDS.find((known) => known === word);
  return kind ? { kind, absent: mark !== undefined } : null;
};

/** @param element without its action_id */
export const inputBlock = (field: Field, element: InputBlockElement): InputBlock => ({
  type: 'input',
  block_id: field.path,
  label: plain(oneLine(field.label, 200) || '…'),
  ...(field.hint && { hint: plain(clip(oneLine(field.hint, 1_000), LIMITS.inputLabel)) }),
  ...(field.optional && { optional: true }),
  element: { ...element, action_id: fieldAction(field) },
});

export interface TextInput {
  multiline?: boolean;
  initial?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
}

export const textInput = ({ multiline, initial, minLength, maxLength, placeholder }: TextInput): InputBlockElement => ({
  type: 'plain_text_input',
  ...(multiline && { multiline }),
  ...(initial && initial.length <= LIMITS.inputText && { initial_value: initial }),
  ...(minLength && { min_length: Math.min(minLength, LIMITS.inputText) }),
  ...(maxLength && { max_length: Math.min(maxLength, LIMITS.inputText) }),
  ...(placeholder && { placeholder: plain(oneLine(placeholder, LIMITS.placeholder)) }),
});

export const option = (label: string, value: string): PlainTextOption => ({
  text: plain(oneLine(label, LIMITS.optionText) || '…'),
  value: optionValue(value),
});

const YES_NO = [option('Yes', 'true'), option('No', 'false')];
/** Radio buttons, because a box that must be ticked cannot be answered with no. */
export const yesNoInput = (initial?: boolean): InputBlockElement => ({
  type: 'radio_buttons',
  options: YES_NO,
  ...(initial !== undefined && { initial_option: YES_NO[initial ? 0 : 1] }),
});

export const decimal = (value: number | undefined): string | undefined =>
  value !== undefined && /^-?\d+(?:\.\d+)?$/.test(String(value)) ? String(value) : undefined;
