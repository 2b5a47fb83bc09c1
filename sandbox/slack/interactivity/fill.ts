import type { Slack } from '../core.js';
import type { JsonObject, View } from '../model.js';
import type { FormValues } from '../types.js';
import { choiceOf, elementsOf, initialState } from './form-state.js';

const stateFor = (element: JsonObject, value: FormValues[string]): JsonObject => {
  const type = element.type ?? '';
  if (value === null) return initialState({ type, action_id: element.action_id ?? '' }) ?? { type };
  if (Array.isArray(value)) return { type, ...choiceOf(element, { options: value as string[] }) };
  if (typeof value === 'object') return { type, ...(value as JsonObject) };
  return { type, ...choiceOf(element, { value: value as string, option: value as string }) };
};

/** Puts values into a view's elements by action_id, as if somebody had typed and chosen them. @throws Error when one is not there */
export const fillView = (slack: Slack, view: View, user: string, values: FormValues): void => {
  const elements = elementsOf(view.blocks);
  for (const [actionId, value] of Object.entries(values)) {
    const placed = elements.find((entry) => entry.actionId === actionId);
    if (!placed) throw new Error(`no element ${actionId} in the view`);
    const { blockId, element } = placed;
    view.state.values[blockId] = { ...view.state.values[blockId], [actionId]: stateFor(element, value) };
  }
  slack.store.changed({ users: [user] });
};

const isEmpty = (state: JsonObject | undefined): boolean =>
  Object.entries(state ?? {}).every(
    ([name, value]) =>
      name === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );

const complaint = (element: JsonObject, value: string): string | undefined => {
  const { type, min_length, max_length } = element as { type?: string; min_length?: number; max_length?: number };
  const { length } = [...value];
  if (type === 'number_input' && !/^-?\d+(\.\d+)?$/.test(value)) return 'Please enter a number.';
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return 'Please enter a valid email address.';
  if (min_length !== undefined && length < min_length) return `Please enter at least ${min_length} characters.`;
  if (length > (max_length ?? 3_000)) return `Please enter no more than ${max_length ?? 3_000} characters.`;
  return undefined;
};

/** What Slack itself refuses before the app hears of it, by block_id. */
export const missingInputs = (view: View): Record<string, string> => {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, block } of elementsOf(view.blocks)) {
    if (block.type !== 'input') continue;
    const state = view.state.values[blockId]?.[actionId];
    if (isEmpty(state)) {
      if (!block.optional) errors[blockId] = 'Please complete this required field.';
      continue;
    }
    const found = typeof state?.value === 'string' ? complaint(element, state.value) : undefined;
    if (found) errors[blockId] = found;
  }
  return errors;
};
