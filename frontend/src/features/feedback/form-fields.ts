import type { FormProperty, FormSchema, FormValues } from '@parley/contracts';

/** A form's values while they are typed: text for everything but switches and fixed lists. */
export type RawValues = Record<string, string | boolean | string[]>;

export const fieldTitle = (name: string, property: FormProperty) => {
  if (property.title) return property.title;
  const words = name.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
};

const initialOf = (property: FormProperty): string | boolean | string[] => {
  switch (property.type) {
    case 'boolean':
      return property.default ?? false;
    case 'array':
      return property.items.enum ? [] : '';
    case 'string':
      return property.default ?? '';
    case 'number':
    case 'integer':
      return property.default === undefined ? '' : String(property.default);
  }
};

export const initialValues = (schema: FormSchema): RawValues =>
  Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, initialOf(property)]));

const listOf = (raw: string | boolean | string[]): string[] =>
  Array.isArray(raw)
    ? raw
    : String(raw)
        .split(/[\n,]/)
        .map((item) => item.trim())
        .filter(Boolean);

/** What is sent: empty optional fields are left out, numbers are numbers. */
export const toFormValues = (schema: FormSchema, raw: RawValues): FormValues => {
  const values: FormValues = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = raw[name] ?? '';
    const required = schema.required.includes(name);
    if (property.type === 'boolean') values[name] = value === true;
    else if (property.type === 'array') {
      const list = listOf(value);
      if (list.length || required) values[name] = list;
    } else if (value !== '') values[name] = property.type === 'string' ? String(value) : Number(value);
  }
  return values;
};

const checkNumber = (text: string, property: Extract<FormProperty, { type: 'number' | 'integer' }>) => {
  const value = Number(text);
  if (!Number.isFinite(value)) return 'Give a number.';
  if (property.type === 'integer' && !Number.isInteger(value)) return 'Give a whole number.';
  if (property.minimum !== undefined && value < property.minimum) return `At least ${property.minimum}.`;
  if (property.maximum !== undefined && value > property.maximum) return `At most ${property.maximum}.`;
  return null;
};

const checkList = (list: string[], property: Extract<FormProperty, { type: 'array' }>) => {
  if (property.minItems !== undefined && list.length < property.minItems) return `Give at least ${property.minItems}.`;
  if (property.maxItems !== undefined && list.length > property.maxItems) return `Give at most ${property.maxItems}.`;
  return null;
};

/** A first check beside the field. The server decides. */
export const checkField = (
  property: FormProperty,
  required: boolean,
  raw: string | boolean | string[],
): string | null => {
  if (property.type === 'boolean') return null;
  if (property.type === 'array') {
    const list = listOf(raw);
    return required && list.length === 0 && property.minItems !== 0 ? 'This is needed.' : checkList(list, property);
  }
  const text = String(raw);
  if (text.trim() === '') return required ? 'This is needed.' : null;
  if (property.type !== 'string') return checkNumber(text, property);
  if (property.minLength !== undefined && text.length < property.minLength)
    return `At least ${property.minLength} characters.`;
  return null;
};
