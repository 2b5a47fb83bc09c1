import type { FormSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { checkField, fieldTitle, initialValues, toFormValues } from './form-fields';

const schema: FormSchema = {
  type: 'object',
  required: ['name', 'seats'],
  properties: {
    name: { type: 'string', title: 'Team' },
    seats: { type: 'integer', minimum: 1, maximum: 20 },
    budget_limit: { type: 'number' },
    remote: { type: 'boolean', default: true },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    day: { type: 'string', format: 'date' },
  },
};

describe('a form from a schema', () => {
  it('starts from its defaults', () => {
    expect(initialValues(schema)).toEqual({ name: '', seats: '', budget_limit: '', remote: true, tags: '', day: '' });
  });

  it('leaves empty optional fields out and makes numbers of numbers', () => {
    const values = toFormValues(schema, { ...initialValues(schema), name: 'Ann', seats: '4', tags: 'a, b\nc' });
    expect(values).toEqual({ name: 'Ann', seats: 4, remote: true, tags: ['a', 'b', 'c'] });
  });

  it('keeps zero', () => {
    expect(toFormValues(schema, { ...initialValues(schema), budget_limit: '0' }).budget_limit).toBe(0);
  });

  it.each([
    ['name', '', 'This is needed.'],
    ['name', 'Ann', null],
    ['seats', '0', 'At least 1.'],
    ['seats', '21', 'At most 20.'],
    ['seats', '2.5', 'Give a whole number.'],
    ['seats', 'many', 'Give a number.'],
    ['budget_limit', '', null],
    ['tags', 'a,b,c', 'Give at most 2.'],
  ])('checks %s = %j', (name, raw, problem) => {
    const property = schema.properties[name];
    expect(property && checkField(property, schema.required.includes(name), raw)).toBe(problem);
  });

  it('names a field without a title in words', () => {
    expect(fieldTitle('budget_limit', { type: 'number' })).toBe('Budget limit');
  });
});
