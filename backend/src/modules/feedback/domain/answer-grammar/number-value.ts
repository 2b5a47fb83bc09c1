import { normalise } from './normalise.js';

export type NumberValue = number | 'ambiguous' | null;

const MAX_LENGTH = 40;

/**
 * A number in the notation of any country. "1,234" is a thousand here and one and a bit there, so it is asked again, as
 * "1.234" is; "1,5", "1.234,5" and "12 345" can only be one number.
 */
export const readNumberValue = (text: string): NumberValue => {
  if (text.length > MAX_LENGTH) return null;
  const written = normalise(text).replace(/^\u2212/, '-');
  const [, sign = '', digits = ''] = /^([+-]?)(\d[\d.,' ]*)$/.exec(written) ?? [];
  const value = digits === '' ? null : readDigits(digits);
  return typeof value === 'number' && sign === '-' ? -value : value;
};

const readDigits = (digits: string): NumberValue => {
  const marks = [...new Set(digits.replace(/\d/g, ''))];
  if (marks.length === 0) return Number(digits);
  const last = digits.charAt(Math.max(...marks.map((mark) => digits.lastIndexOf(mark))));
  const isDecimal = (last === ',' || last === '.') && digits.indexOf(last) === digits.lastIndexOf(last);
  if (marks.length > 2 || (marks.length === 2 && !isDecimal)) return null;
  if (marks.length === 2) return decimal(digits, last, marks.find((mark) => mark !== last) ?? '');
  return isDecimal ? oneMark(digits, last) : grouped(digits, last);
};

/** Groups of three, such as 1'234'567. */
const grouped = (digits: string, mark: string): number | null => {
  const [first = '', ...rest] = digits.split(mark);
  const fits = /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
  return fits ? Number(first + rest.join('')) : null;
};

const decimal = (digits: string, point: string, group: string): number | null => {
  const [whole = '', fraction = ''] = digits.split(point);
  const value = grouped(whole, group);
  return value === null || !/^\d+$/.test(fraction) ? null : Number(`${value}.${fraction}`);
};

const oneMark = (digits: string, point: string): NumberValue => {
  const [whole = '', fraction = ''] = digits.split(point);
  if (!/^\d+$/.test(fraction)) return null;
  const isGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return isGroup ? 'ambiguous' : Number(`${whole}.${fraction}`);
};
