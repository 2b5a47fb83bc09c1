import { type FormSchema, formFields } from '@parley/contracts';
import { withoutCourtesy } from './courtesy.js';
import { foldName, normalise } from './normalise.js';
import { withoutBullets } from './split-list.js';

/** What stands under a field's name; several lines of a list are joined by commas. */
export interface FormLines {
  values: Map<string, string[]>;
  /** Lines that belong to no field. */
  strange: string[];
}

/** A form has 30 fields; so many lines that name one, or that name none, are no answer to it. */
const MAX_PAIRS = 300;
const MAX_STRANGE = 20;
/** Longer than any field's name or title. */
const MAX_KEY = 220;

/** Field names by what people may call them. A title that two fields share calls none. */
const keysOf = (schema: FormSchema): Map<string, string | null> => {
  const keys = new Map<string, string | null>();
  const spaced = (name: string) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2');
  for (const [name, { title }] of formFields(schema)) {
    for (const key of new Set([foldName(name), foldName(spaced(name)), foldName(title ?? '')])) {
      if (key !== '') keys.set(key, keys.has(key) ? null : name);
    }
  }
  return keys;
};

interface Pair {
  name: string;
  text: string;
}

/** `name: value` or `name = value`; a title may hold a colon itself. */
const pairOf = (keys: Map<string, string | null>, line: string): Pair | null => {
  for (const separator of line.slice(0, MAX_KEY).matchAll(/[:=：＝]/g)) {
    const name = keys.get(foldName(line.slice(0, separator.index)));
    if (name) return { name, text: line.slice(separator.index + 1) };
  }
  return null;
};

/** One line may hold several pairs: "people: 4, day: 2027-03-04". */
const pairsOf = (keys: Map<string, string | null>, line: string): { pairs: Pair[]; before: string } => {
  const pairs: Pair[] = [];
  let before = '';
  for (const piece of line.split(/(?<=[,;，；])/)) {
    const pair = pairOf(keys, piece);
    const last = pairs.at(-1);
    if (pair) pairs.push(pair);
    else if (last) last.text += piece;
    else before += piece;
  }
  // The mark before the next pair belongs to no value.
  const trimmed = pairs.map(({ name, text }, at) => ({
    name,
    text: (pairs[at + 1] ? text.slice(0, -1) : text).trim(),
  }));
  return { pairs: trimmed, before: before.trim() };
};

/** Sorts the lines of an answer to the fields they name, in any order. */
export const readFormLines = (schema: FormSchema, text: string): FormLines => {
  const keys = keysOf(schema);
  const lines: FormLines = { values: new Map(), strange: [] };
  let open: string | null = null;
  let count = 0;
  for (const line of withoutBullets(text).split('\n').filter(Boolean)) {
    if (lines.strange.length >= MAX_STRANGE || count >= MAX_PAIRS) break;
    const { pairs, before } = pairsOf(keys, line);
    count += pairs.length;
    for (const { name, text: said } of pairs) {
      const given = lines.values.get(name);
      if (given) given.push(said);
      else lines.values.set(name, [said]);
      open = said === '' && schema.properties[name]?.type === 'array' ? name : null;
    }
    if (open && pairs.length === 0 && before !== '') addItem(lines, open, before);
    else if (withoutCourtesy(normalise(before)) !== '') lines.strange.push(before);
  }
  return lines;
};

/** A list under the name of its field, an item on each line. */
const addItem = ({ values }: FormLines, name: string, item: string): void => {
  const [first = ''] = values.get(name) ?? [];
  values.set(name, [first === '' ? item : `${first}, ${item}`]);
};
