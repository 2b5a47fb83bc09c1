import { findFirst, findWords, tellingWords } from './find-words.js';

export interface DemoField {
  readonly name: string;
  readonly title?: string | undefined;
  readonly type: string;
  readonly format?: string | undefined;
  readonly enum?: readonly string[] | undefined;
}

/** What stands in a text for one field. */
export interface Filled {
  readonly value: string;
  readonly quote: string;
}

const DATE = /\b\d{4}-\d{2}-\d{2}\b/;
const ADDRESS = /[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]+/i;
const NEAR = 12;

const isIn = (match: RegExpExecArray | null): Filled[] => (match ? [{ value: match[0], quote: match[0] }] : []);

/** "6 people", "people: 6". */
const numberFor = (text: string, words: readonly string[]): Filled[] => {
  for (const word of words) {
    const found = findWords(text, word);
    if (!found) continue;
    const before = /\d+(?:\.\d+)?\s*$/.exec(text.slice(0, found.index));
    const after = /^\D{0,12}?(\d+(?:\.\d+)?)/.exec(text.slice(found.index + found.quote.length));
    if (before) return [{ value: before[0].trim(), quote: text.slice(before.index, found.index + found.quote.length) }];
    if (after) return [{ value: after[1] ?? '', quote: found.quote + after[0] }];
  }
  return [];
};

/** "with video", "without video", "no video". */
const yesOrNo = (text: string, words: readonly string[]): Filled[] => {
  const found = findFirst(text, words);
  if (!found) return [];
  const before = text.slice(Math.max(0, found.index - NEAR), found.index);
  const without = /(?:no|not|without|ohne|kein\w*)\s+$/i.exec(before);
  return [{ value: String(!without), quote: (without?.[0] ?? '') + found.quote }];
};

/** "the title is Review", "guests: Ann and Ben": what follows the name, as far as the next mark. */
const wordsFor = (text: string, words: readonly string[]): Filled[] => {
  const found = findFirst(text, words);
  const rest = found ? text.slice(found.index + found.quote.length) : '';
  const [whole = '', value = ''] =
    /^(?:\s+(?:is|are|should be|will be))?\s*[:=]?\s*([^\s,.;:=][^,.;\n]*)/i.exec(rest) ?? [];
  return found && value ? [{ value: value.trim(), quote: (found.quote + whole).trim() }] : [];
};

/** How the demo model finds the value of a field in prose: by plain words near its name, and never by thought. */
export const fillField = (text: string, field: DemoField): Filled[] => {
  const words = tellingWords(field.title ?? '', field.name);
  if (field.enum) return field.enum.flatMap((choice) => choiceOf(text, choice)).slice(0, 1);
  if (field.format === 'date') return isIn(DATE.exec(text));
  if (field.format === 'email') return isIn(ADDRESS.exec(text));
  if (field.type === 'number' || field.type === 'integer') return numberFor(text, words);
  if (field.type === 'boolean') return yesOrNo(text, words);
  if (field.type !== 'array') return wordsFor(text, words);
  return wordsFor(text, words).flatMap(({ value }) => value.split(/ and | und |&/).map((item) => isItem(item.trim())));
};

const choiceOf = (text: string, choice: string): Filled[] => {
  const found = findWords(text, choice);
  return found ? [{ value: choice, quote: found.quote }] : [];
};

const isItem = (item: string): Filled => ({ value: item, quote: item });
