import type { FormProperty, FormSchema } from '@parley/contracts';
import { assertNever } from '../../../../../kernel/index.js';
import type { Question } from '../../../llm/prompts/conversation.js';
import { clean } from './clean-text.js';

type Field = Question['fields'][number];

const MAX_FIELDS = 30;

const fieldName = (field: Field): string => {
  const letters = clean(field.name || field.label, 64).replaceAll(/[^A-Za-z0-9]+/g, '_');
  return letters.replace(/^[^A-Za-z]+/, '').replace(/_+$/, '');
};

const enumValues = (field: Field): string[] => [
  ...new Set(field.enumValues.map((value) => clean(value, 200)).filter(Boolean)),
];

const toProperty = (field: Field): FormProperty => {
  const title = { title: clean(field.label, 200) || fieldName(field) };
  switch (field.type) {
    case 'string':
      return { ...title, type: 'string' };
    case 'number':
      return { ...title, type: 'number' };
    case 'boolean':
      return { ...title, type: 'boolean' };
    case 'date':
      return { ...title, type: 'string', format: 'date' };
    case 'string_list':
      return { ...title, type: 'array', items: { type: 'string' } };
    case 'enum': {
      const values = enumValues(field);
      // A choice among nothing is a free field.
      return values.length > 0 ? { ...title, type: 'string', enum: values.slice(0, 50) } : { ...title, type: 'string' };
    }
    default:
      return assertNever(field.type);
  }
};

/** The form as JSON Schema, or undefined when no field can be used. The first of two fields with one name counts. */
export const toFormSchema = (fields: readonly Field[]): FormSchema | undefined => {
  const properties: Record<string, FormProperty> = {};
  const required: string[] = [];
  for (const field of fields.slice(0, MAX_FIELDS)) {
    const name = fieldName(field);
    if (name === '' || Object.hasOwn(properties, name)) continue;
    properties[name] = toProperty(field);
    if (field.required) required.push(name);
  }
  return Object.keys(properties).length > 0 ? { type: 'object', properties, required } : undefined;
};
