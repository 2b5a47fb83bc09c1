import type { FormProperty } from '@parley/contracts';
import { readFieldValue } from '../../../feedback/domain/answer-grammar/form-value.js';
import { containsPhrase, foldName, normalise } from '../../../feedback/domain/answer-grammar/normalise.js';
import { readNumberValue } from '../../../feedback/domain/answer-grammar/number-value.js';

/** How a quote stands in the text it is said to be from. */
export type Standing = 'to the letter' | 'folded' | 'missing';

const squeezed = (text: string): string => normalise(text).replace(/\s+/g, ' ');

/** A quote of nothing but marks proves nothing. */
export const standingOf = (quote: string, text: string): Standing => {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(quote)) return 'missing';
  if (text.includes(quote)) return 'to the letter';
  return squeezed(text).includes(squeezed(quote)) ? 'folded' : 'missing';
};

const holdsNumber = (quote: string, value: string): boolean =>
  (quote.match(/[-−]?\d[\d.,']*/g) ?? []).some(
    (found) => readNumberValue(found.replace(/[.,']$/, '')) === Number(value),
  );

const holdsDate = (property: FormProperty, quote: string, value: string): boolean => {
  const read = readFieldValue(property, quote);
  return quote.includes(value) || (read.ok && read.value === value);
};

/**
 * Does the quote itself say this value? "six" for 6 and "tomorrow" for a date are the model's own reckoning. Of yes and no
 * only the model can say what says them.
 */
export const quoteSays = (property: FormProperty, quote: string, value: string): boolean => {
  if (property.type === 'boolean') return true;
  if (property.type === 'number' || property.type === 'integer') return holdsNumber(quote, value);
  if (property.type === 'string' && property.format === 'date') return holdsDate(property, quote, value);
  const words = foldName(value);
  return words === '' ? quote.includes(value) : containsPhrase(foldName(quote), words);
};
