import { type FormProperty, type FormSchema, formFields } from '@parley/contracts';
import type { InputBlock, InputBlockElement } from '@slack/web-api';
import { assertNever } from '../../../../kernel/index.js';
import { fitsOption, optionValue } from './control-value.js';
import { decimal, type FieldKind, inputBlock, option, textInput, yesNoInput } from './input-blocks.js';
import { LIMITS } from './limits.js';

type Made = { kind: FieldKind; element: InputBlockElement; hint?: string };
type Of<T extends FormProperty['type']> = Extract<FormProperty, { type: T }>;

const fitInMenu = (values: readonly string[]): boolean =>
  values.every(fitsOption) && new Set(values.map(optionValue)).size === values.length;

const oneOfThem = (values: readonly string[], initial?: string): Made => {
  if (!fitInMenu(values)) return { kind: 'text', element: textInput({}), hint: `One of: ${values.join(', ')}` };
  const options = values.map((value) => option(value, value));
  const chosen = options.find(({ value }) => initial !== undefined && value === optionValue(initial));
  return { kind: 'one', element: { type: 'static_select', options, ...(chosen && { initial_option: chosen }) } };
};

const textField = (property: Of<'string'>): Made => {
  if (property.enum) return oneOfThem(property.enum, property.default);
  if (property.format === 'date') {
    const initial = /^\d{4}-\d{2}-\d{2}$/.test(property.default ?? '') ? property.default : undefined;
    return { kind: 'date', element: { type: 'datepicker', ...(initial && { initial_date: initial }) } };
  }
  if (property.format === 'email') {
    const initial = property.default && { initial_value: property.default };
    return { kind: 'email', element: { type: 'email_text_input', ...initial } };
  }
  const { minLength, maxLength, default: initial } = property;
  // Slack refuses a field whose beginning is longer than the field.
  const fits = initial !== undefined && initial.length <= Math.min(maxLength ?? LIMITS.inputText, LIMITS.inputText);
  const multiline = (maxLength ?? 0) > 200 || (initial?.includes('\n') ?? false);
  return { kind: 'text', element: textInput({ minLength, maxLength, initial: fits ? initial : undefined, multiline }) };
};

const numberField = ({ type, minimum, maximum, default: initial }: Of<'number' | 'integer'>): Made => {
  const limits = [minimum, maximum].map((value) =>
    type === 'integer' && !Number.isInteger(value) ? undefined : decimal(value),
  );
  const [min_value, max_value] = limits;
  const initial_value = decimal(initial);
  return {
    kind: 'number',
    element: {
      type: 'number_input',
      is_decimal_allowed: type === 'number',
      ...(min_value !== undefined && { min_value }),
      ...(max_value !== undefined && { max_value }),
      ...(initial_value !== undefined && { initial_value }),
    },
  };
};

const listField = ({ items, maxItems }: Of<'array'>): Made => {
  if (!items.enum || !fitInMenu(items.enum)) {
    const hint = items.enum ? `One in a line, of: ${items.enum.join(', ')}` : 'One in a line.';
    return { kind: 'list', element: textInput({ multiline: true }), hint };
  }
  const options = items.enum.map((value) => option(value, value));
  if (options.length <= LIMITS.checkboxes) return { kind: 'some', element: { type: 'checkboxes', options } };
  const limit = maxItems ? { max_selected_items: Math.min(maxItems, LIMITS.menuOptions) } : {};
  return { kind: 'some', element: { type: 'multi_static_select', options, ...limit } };
};

const made = (property: FormProperty): Made => {
  switch (property.type) {
    case 'string':
      return textField(property);
    case 'number':
    case 'integer':
      return numberField(property);
    case 'boolean':
      return { kind: 'yes', element: yesNoInput(property.default) };
    case 'array':
      return listField(property);
    default:
      return assertNever(property);
  }
};

/** May it be left out? A list that may hold nothing may stay empty although it must be there. */
const isOptional = (schema: FormSchema, name: string, property: FormProperty): boolean =>
  !schema.required.includes(name) || (property.type === 'array' && (property.minItems ?? 0) === 0);

/** A field of a modal for each field of a form, in its order. */
export const formInputs = (schema: FormSchema): InputBlock[] =>
  formFields(schema).map(([name, property]) => {
    const { kind, element, hint } = made(property);
    const about = [property.description, hint].filter(Boolean).join(' ');
    const optional = isOptional(schema, name, property);
    const absent = property.type === 'array' && !schema.required.includes(name);
    const label = property.title ?? name;
    return inputBlock({ path: `values.${name}`, kind, label, hint: about, optional, absent }, element);
  });
