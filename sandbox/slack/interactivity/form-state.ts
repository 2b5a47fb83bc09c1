import type { JsonObject, View } from '../model.js';
import type { ActionInput } from '../types.js';

type Values = View['state']['values'];

const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];
const PICKED: Readonly<Record<string, readonly [field: string, initial: string]>> = {
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};
const PICKED_MANY: Readonly<Record<string, readonly [field: string, initial: string]>> = {
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
};

/** What an element says of itself in `state.values` before anybody touched it; undefined: nothing, ever. */
export const initialState = (element: JsonObject): JsonObject | undefined => {
  const type = String(element.type);
  if (TYPED.includes(type)) return { type, value: element.initial_value ?? null };
  if (type === 'file_input') return { type, files: [] };
  const one = PICKED[type];
  if (one) return { type, [one[0]]: element[one[1]] ?? null };
  const many = PICKED_MANY[type];
  return many ? { type, [many[0]]: element[many[1]] ?? [] } : undefined;
};

export interface Placed {
  blockId: string;
  actionId: string;
  element: JsonObject;
  block: JsonObject;
}

/** The interactive elements of blocks. */
export const elementsOf = (blocks: readonly JsonObject[] | undefined): Placed[] =>
  (blocks ?? []).flatMap((block) => {
    const elements = block.type === 'actions' ? (block.elements as JsonObject[]) : [];
    return [...elements, block.accessory, block.element]
      .filter((element): element is JsonObject => Boolean(element))
      .filter(({ action_id }) => action_id !== undefined)
      .map((element) => ({ blockId: String(block.block_id), actionId: String(element.action_id), element, block }));
  });

/** The state of all elements; those that were there before, with the same ids and type, keep what was entered. */
export const stateOf = (blocks: readonly JsonObject[] | undefined, before: Values = {}): Values => {
  const values: Values = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const known = before[blockId]?.[actionId];
    const state = known?.type === element.type ? known : initialState(element);
    if (state) values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
};

const optionsIn = (element: JsonObject): JsonObject[] =>
  (element.option_groups as { options: JsonObject[] }[] | undefined)?.flatMap(({ options }) => options) ??
  (element.options as JsonObject[] | undefined) ??
  [];

const option = (element: JsonObject, value: string): JsonObject => {
  const found = optionsIn(element).find((entry) => entry.value === value);
  if (!found) throw new Error(`no option ${value} in ${String(element.action_id)}`);
  return found;
};

/** What using the element says about it: the part of an action, or of `state.values`, beside its ids and type. */
export const choiceOf = (element: JsonObject, input: ActionInput): JsonObject => {
  const type = String(element.type);
  if (TYPED.includes(type)) return { value: input.value ?? null };
  if (type === 'button')
    return { ...(element.value !== undefined && { value: element.value }), text: element.text ?? null };
  const [field] = PICKED[type] ?? PICKED_MANY[type] ?? ['selected_option'];
  if (field === 'selected_option')
    return { [field]: input.option === undefined ? null : option(element, input.option) };
  if (field === 'selected_options') return { [field]: (input.options ?? []).map((value) => option(element, value)) };
  if (field.endsWith('s')) return { [field]: [...(input.options ?? [])] };
  return { [field]: input.date ?? input.time ?? input.user ?? input.value ?? null };
};
