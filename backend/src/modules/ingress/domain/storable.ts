/** U+FFFD, what Unicode puts in the place of what cannot be shown. */
const REPLACEMENT = '\ufffd';
const clean = (text: string) => text.toWellFormed().replaceAll('\0', REPLACEMENT);

/**
 * The same JSON as PostgreSQL can keep it: without NUL and lone surrogates (F51). What arrives from outside is never refused
 * for a character: it would come again for ever.
 */
export const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [clean(name), storable(member)]));
};
