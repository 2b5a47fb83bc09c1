import { checkView } from '../block-kit/view.js';
import { SlackError, withMessages } from '../errors.js';
import type { JsonObject } from '../model.js';

/** What an app sends as a view. */
export interface ViewDraft {
  type: 'modal' | 'home';
  blocks: JsonObject[];
  title?: JsonObject;
  submit?: JsonObject;
  close?: JsonObject;
  private_metadata?: string;
  callback_id?: string;
  external_id?: string;
  clear_on_close?: boolean;
  notify_on_close?: boolean;
}

const MOST_BYTES = 250_000;

/** @throws SlackError invalid_arguments with what is wrong, view_too_large */
export const readView = (value: unknown, types: readonly ('modal' | 'home')[]): ViewDraft => {
  if (value === undefined) throw withMessages('invalid_arguments', ['missing required field: view']);
  const found = checkView(value, types);
  if (found.length > 0) throw withMessages('invalid_arguments', found);
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES) throw new SlackError('view_too_large');
  return value as ViewDraft;
};
