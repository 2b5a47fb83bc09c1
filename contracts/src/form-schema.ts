import { z } from 'zod';
import { safeText } from './text.js';

/**
 * The JSON Schema subset of a FORM question (PRODUCT.md FB-1): one flat object of string, number, boolean, enum,
 * date and string list. Flat, because the same form must fit a web card, a Slack modal and a plain-text mail.
 */
const labels = { title: safeText(200).optional(), description: safeText(1_000).optional() };

const stringPropertySchema = z.strictObject({
  ...labels,
  type: z.literal('string'),
  enum: z.array(safeText(200)).min(1).max(50).optional(),
  format: z.enum(['date', 'email']).optional(),
  minLength: z.int().min(0).max(10_000).optional(),
  maxLength: z.int().min(1).max(10_000).optional(),
  default: safeText(10_000, 0).optional(),
});
const numberPropertySchema = z.strictObject({
  ...labels,
  type: z.enum(['number', 'integer']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.number().optional(),
});
const booleanPropertySchema = z.strictObject({
  ...labels,
  type: z.literal('boolean'),
  default: z.boolean().optional(),
});
const listPropertySchema = z.strictObject({
  ...labels,
  type: z.literal('array'),
  items: z.strictObject({ type: z.literal('string'), enum: z.array(safeText(200)).min(1).max(50).optional() }),
  minItems: z.int().min(0).max(100).optional(),
  maxItems: z.int().min(1).max(100).optional(),
});

export const formPropertySchema = z.union([
  stringPropertySchema,
  numberPropertySchema,
  booleanPropertySchema,
  listPropertySchema,
]);
export type FormProperty = z.infer<typeof formPropertySchema>;

export const formSchemaSchema = z
  .strictObject({
    type: z.literal('object'),
    properties: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/), formPropertySchema),
    required: z.array(z.string()).max(30).default([]),
    /** Field names in the order to show. The server fills it in: the database keeps no order of JSON members. */
    order: z.array(z.string()).max(30).optional(),
  })
  .refine((schema) => {
    const count = Object.keys(schema.properties).length;
    return count >= 1 && count <= 30;
  }, 'a form has 1 to 30 fields')
  .refine(
    (schema) => schema.required.every((name) => Object.hasOwn(schema.properties, name)),
    'every required field must be a property',
  );
export type FormSchema = z.infer<typeof formSchemaSchema>;

export type FormValues = Record<string, string | number | boolean | string[]>;

const stringRule = (property: z.infer<typeof stringPropertySchema>) => {
  if (property.enum) return z.enum(property.enum as [string, ...string[]]);
  if (property.format === 'date') return z.iso.date();
  if (property.format === 'email') return z.email();
  return safeText(property.maxLength ?? 10_000, property.minLength ?? 0);
};

const propertyRule = (property: FormProperty): z.ZodType => {
  switch (property.type) {
    case 'string':
      return stringRule(property);
    case 'number':
    case 'integer': {
      const base = property.type === 'integer' ? z.int() : z.number();
      return base.min(property.minimum ?? Number.NEGATIVE_INFINITY).max(property.maximum ?? Number.POSITIVE_INFINITY);
    }
    case 'boolean':
      return z.boolean();
    case 'array': {
      const item = property.items.enum ? z.enum(property.items.enum as [string, ...string[]]) : safeText(1_000);
      return z
        .array(item)
        .min(property.minItems ?? 0)
        .max(property.maxItems ?? 100);
    }
  }
};

/** The validator of one form's values: unknown fields are refused, optional fields may be left out. */
export const formValuesSchema = (schema: FormSchema): z.ZodType<FormValues> => {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const rule = propertyRule(property);
    shape[name] = schema.required.includes(name) ? rule : rule.optional();
  }
  return z.strictObject(shape) as unknown as z.ZodType<FormValues>;
};
