// Apart from the schemas, so that the web app does not load them for it.
import type { FormProperty, FormSchema } from './form-schema.js';

/** The fields in the order their author gave them. */
export const formFields = (schema: FormSchema): [name: string, property: FormProperty][] => {
  const names = new Set([...(schema.order ?? []), ...Object.keys(schema.properties)]);
  return [...names].flatMap((name) => {
    const property = schema.properties[name];
    return property ? [[name, property] as [string, FormProperty]] : [];
  });
};
