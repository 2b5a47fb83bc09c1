import type { FormProperty } from '@parley/contracts';
import { assertNever } from '../../../../kernel/index.js';
import { withoutCourtesy } from './courtesy.js';
import { readDateValue } from './date-value.js';
import { readDecision } from './decision.js';
import { normalise } from './normalise.js';
import { readNumberValue } from './number-value.js';
import { nameMatcher } from './option-match.js';

export type FieldValue = string | number | boolean | string[];
/** `problem` finishes the sentence "<field> …". */
export type ReadField = { ok: true; value: FieldValue } | { ok: false; problem: string };

const value = (read: FieldValue): ReadField => ({ ok: true, value: read });
const problem = (words: string): ReadField => ({ ok: false, problem: words });

const oneOf = (choices: readonly string[], text: string): ReadField => {
  const byName = nameMatcher(choices.map((choice) => ({ value: choice, label: choice })));
  const asWritten = byName(text);
  const match = asWritten.kind === 'none' ? byName(withoutCourtesy(normalise(text))) : asWritten;
  return match.kind === 'one' ? value(match.option.value) : problem(`has to be one of ${choices.join(', ')}`);
};

const date = (text: string): ReadField => {
  const read = readDateValue(text);
  if (read === 'ambiguous') return problem('can be two different days: write it as 2027-03-04');
  return read ? value(read.iso) : problem('has to be a date such as 2027-03-04');
};

/** Slack sends an address as `<mailto:a@b.c|a@b.c>`, mail programs as `Anna <a@b.c>` or plain. */
const address = (text: string): string => {
  const inner = text.slice(text.lastIndexOf('<') + 1).split('>')[0] ?? '';
  return (inner.split('|')[0] ?? '').replace(/^mailto:/i, '').trim();
};

const number = (text: string): ReadField => {
  const read = readNumberValue(text);
  if (read === 'ambiguous') return problem('can be two different numbers: write it without a separator for thousands');
  return read === null ? problem('has to be a number') : value(read);
};

const TRUTHS: Readonly<Record<string, boolean>> = { true: true, false: false };

const boolean = (text: string): ReadField => {
  const decision = readDecision(text);
  if (decision) return value(decision === 'yes');
  const truth = Object.hasOwn(TRUTHS, normalise(text)) ? TRUTHS[normalise(text)] : undefined;
  return truth === undefined ? problem('has to be yes or no') : value(truth);
};

const list = (choices: readonly string[] | undefined, text: string): ReadField => {
  const items = text
    .split(/[,;、，；\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== '-');
  if (!choices) return value(items);
  const read = items.map((item) => oneOf(choices, item));
  return read.find((item) => !item.ok) ?? value(read.flatMap((item) => (item.ok ? String(item.value) : [])));
};

/** What a person wrote into one field, as the form's schema wants it. Ranges and lengths are checked later. */
export const readFieldValue = (property: FormProperty, text: string): ReadField => {
  const bare = withoutCourtesy(normalise(text));
  switch (property.type) {
    case 'string':
      if (property.enum) return oneOf(property.enum, text);
      if (property.format === 'date') return date(bare);
      return value(property.format === 'email' ? address(text) : text.trim());
    case 'number':
    case 'integer':
      return number(bare);
    case 'boolean':
      return boolean(text);
    case 'array':
      return list(property.items.enum, text);
    default:
      return assertNever(property);
  }
};
