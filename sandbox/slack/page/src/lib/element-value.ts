import type { BlockElement, Option } from './block-types';

/** What stands in an element: a text, the value of an option, several of them, a moment in seconds; null: nothing. */
export type Value = string | readonly string[] | number | null;

export type State = Record<string, unknown>;

const MANY = ['checkboxes', 'multi_'];

export const isMany = ({ type }: BlockElement): boolean => MANY.some((start) => type.startsWith(start));

export const isTyped = ({ type }: BlockElement): boolean => type.endsWith('_input') && type !== 'file_input';

const optionValue = (option: unknown): string => (option as Option).value;

/** `initial_option`, `selected_user`, `value` …: one of them says what stands there. */
const valueIn = (fields: State, start: 'initial_' | 'selected_'): Value => {
  const [, found] = Object.entries(fields).find(([name]) => name.startsWith(start)) ?? [];
  if (found === undefined || found === null) return null;
  if (Array.isArray(found)) return found.map((entry) => (typeof entry === 'string' ? entry : optionValue(entry)));
  return typeof found === 'object' ? optionValue(found) : (found as string | number);
};

export const initialValue = (element: BlockElement): Value => valueIn(element as unknown as State, 'initial_');

/** What `view.state.values` holds of an element. */
export const valueOfState = (state: State): Value =>
  'value' in state ? (state.value as Value) : valueIn(state, 'selected_');

/** The body of `act/click`, beside whose and which element it is. */
export const clickInput = (element: BlockElement, value: Value): Record<string, unknown> => {
  const { type } = element;
  if (Array.isArray(value)) return { options: value };
  if (value === null) return isMany(element) ? { options: [] } : {};
  if (isTyped(element)) return { value };
  if (type === 'datepicker') return { date: value };
  if (type === 'timepicker') return { time: value };
  if (type === 'users_select') return { user: value };
  return type === 'static_select' || type === 'external_select' || type === 'radio_buttons' || type === 'overflow'
    ? { option: value }
    : { value };
};

/** The same for `act/fill` and `act/submit`: by the element's own type, nothing for an empty text. */
export const formValue = (element: BlockElement, value: Value): unknown => {
  if (element.type === 'datetimepicker') return value === null ? null : { selected_date_time: value };
  return value === '' ? null : value;
};
