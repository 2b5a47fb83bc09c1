import { checkAnswer, type FeedbackQuestion, type FormProperty, formFields } from '@parley/contracts';
import { type FormLines, readFormLines } from './form-lines.js';
import { type FieldValue, type ReadField, readFieldValue } from './form-value.js';
import { foldName } from './normalise.js';
import { incomplete, noMatch, type Reading, read, unclear } from './reading.js';

type Form = Extract<FeedbackQuestion, { type: 'FORM' }>;

const titleOf = ({ schema }: Form, name: string): string => schema.properties[name]?.title ?? name;

const hintOf = (form: Form): string => {
  const names = formFields(form.schema).map(([name]) => titleOf(form, name));
  return `Answer with one line for each field, such as "${names[0]}: …". The fields are ${names.join(', ')}.`;
};

/** What was read of a form, and what could not be. */
export interface FormDraft {
  values: Map<string, FieldValue>;
  problems: string[];
}

/** @param texts the words given for each field; one given twice in different words is a problem */
export const draftOf = (form: Form, texts: ReadonlyMap<string, readonly string[]>): FormDraft => {
  const draft: FormDraft = { values: new Map(), problems: [] };
  for (const [name, property] of formFields(form.schema)) {
    const given = [...new Set(texts.get(name) ?? [])].filter((text) => text !== '' && text !== '-');
    const result = fieldOf(property, given);
    if (result?.ok) draft.values.set(name, result.value);
    else if (result) draft.problems.push(`${titleOf(form, name)} ${result.problem}`);
  }
  return draft;
};

const fieldOf = (property: FormProperty, given: readonly string[]): ReadField | null => {
  const [only] = given;
  if (only === undefined) return null;
  return given.length > 1 ? { ok: false, problem: 'is given twice' } : readFieldValue(property, only);
};

/** The answer, or what is wrong or missing, by the titles the person sees. */
export const concludeForm = (form: Form, { values, problems }: FormDraft): Reading => {
  const missing = form.schema.required.filter((name) => !values.has(name)).map((name) => titleOf(form, name));
  const lacks = missing.length > 0 ? `Still missing: ${missing.join(', ')}.` : '';
  if (problems.length > 0) return unclear(`${problems.join('; ')}. ${lacks}`.trim());
  if (missing.length > 0) return incomplete(`${lacks} ${hintOf(form)}`);
  if (values.size === 0) return noMatch(hintOf(form)); // nobody sends an empty form by a slip of the keyboard
  const answer = { type: 'FORM' as const, values: Object.fromEntries(values) };
  const check = checkAnswer(form, answer);
  if (check.ok) return read(answer);
  const told = check.problems.map(({ path, message }) => `${titleOf(form, path.replace('values.', ''))}: ${message}`);
  return unclear(`${told.join('; ')}.`);
};

/** Null for what is no JSON. */
const parseObject = (text: string): Record<string, unknown> | null => {
  try {
    return JSON.parse(text) as Record<string, unknown>; // it begins with a brace
  } catch {
    return null;
  }
};

const textOf = (member: unknown): string => {
  if (Array.isArray(member)) return member.map(textOf).join('\n');
  return typeof member === 'object' || member === undefined ? '' : String(member);
};

/** A JSON object by field name or title; its values are read as if they were written. */
const readJson = (form: Form, object: Record<string, unknown>): Reading => {
  const byKey = new Map(formFields(form.schema).map(([name]) => [foldName(titleOf(form, name)), name]));
  const texts = new Map<string, string[]>();
  const unknown: string[] = [];
  for (const [key, member] of Object.entries(object)) {
    const name = Object.hasOwn(form.schema.properties, key) ? key : byKey.get(foldName(key));
    if (name === undefined) unknown.push(`There is no field "${key.slice(0, 100)}"`);
    else texts.set(name, [...(texts.get(name) ?? []), textOf(member)]);
  }
  const draft = draftOf(form, texts);
  return concludeForm(form, { ...draft, problems: [...unknown, ...draft.problems] });
};

/** The only field of a form needs no name. */
const readLone = (form: Form, text: string): Reading | null => {
  const [[name, property] = [], ...others] = formFields(form.schema);
  if (!name || !property || others.length > 0) return null;
  const field = readFieldValue(property, text);
  if (!field.ok) return unclear(`${titleOf(form, name)} ${field.problem}.`);
  return concludeForm(form, { values: new Map([[name, field.value]]), problems: [] });
};

const readLines = (form: Form, { values, strange }: FormLines): Reading => {
  if (values.size === 0) return noMatch(hintOf(form));
  const draft = draftOf(form, values);
  const stray = strange.map((line) => `"${line.slice(0, 100)}" belongs to no field`);
  return concludeForm(form, { ...draft, problems: [...draft.problems, ...stray.slice(0, 3)] });
};

/** `name: value` lines by field name or title, a JSON object, or the one value of a form with one field. */
export const readForm = (form: Form, text: string): Reading => {
  if (text.trimStart().startsWith('{')) {
    const object = parseObject(text);
    return object ? readJson(form, object) : noMatch(hintOf(form));
  }
  const lines = readFormLines(form.schema, text);
  return (lines.values.size === 0 ? readLone(form, text) : null) ?? readLines(form, lines);
};
