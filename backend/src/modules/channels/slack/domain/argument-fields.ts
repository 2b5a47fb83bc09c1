import type { ToolCall } from '@parley/contracts';
import { visibleData } from '../../domain/visible-text.js';
import type { Approval } from './approval-blocks.js';
import { LIMITS } from './limits.js';

/** How one argument of a tool call is edited in a modal. */
export interface ArgumentField {
  name: string;
  kind: 'text' | 'number' | 'boolean' | 'json';
  /** As it stands in the field at the beginning. */
  initial: string;
}

const MAX_FIELDS = 40;
/** The names go along in the modal's own metadata, beside where the card stands. */
const NAMES_LENGTH = 2_000;

const fieldOf = (name: string, value: unknown): ArgumentField => {
  switch (typeof value) {
    case 'string':
      return { name, kind: 'text', initial: value };
    case 'number':
      return { name, kind: 'number', initial: String(value) };
    case 'boolean':
      return { name, kind: 'boolean', initial: String(value) };
    default:
      return { name, kind: 'json', initial: JSON.stringify(value, null, 2) };
  }
};

/** A field hides what is not visible, and may change line ends: then what was not touched would not stay as it was. */
const survives = ({ initial, kind }: ArgumentField): boolean =>
  initial.length <= LIMITS.inputText &&
  visibleData(initial) === initial &&
  // Slack's field for numbers takes digits.
  (kind !== 'number' || /^-?\d+(?:\.\d+)?$/.test(initial));

/** Null: there is something in it that Slack's fields cannot hold; it is edited in the web app. */
export const argumentFields = ({ arguments: given }: ToolCall): ArgumentField[] | null => {
  const fields = Object.entries(given).map(([name, value]) => fieldOf(name, value));
  const names = JSON.stringify(fields.map(({ name }) => name));
  const fits = fields.length > 0 && fields.length <= MAX_FIELDS && names.length <= NAMES_LENGTH;
  return fits && fields.every(survives) ? fields : null;
};

export const canEditHere = ({ action }: Approval): boolean => action !== undefined && argumentFields(action) !== null;
