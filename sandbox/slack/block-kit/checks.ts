/** What is wrong with a value, in Slack's words, each with the place it stands at; nothing when it is right. */
export type Check = (value: unknown, at: string) => string[];

const problem = (text: string, at: string): string[] => [`${text} [json-pointer:${at}]`];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const anything: Check = () => [];

export const bool: Check = (value, at) => (typeof value === 'boolean' ? [] : problem('must be a boolean', at));

export const integer =
  (min: number, max: number): Check =>
  (value, at) => {
    if (!Number.isInteger(value)) return problem('must be an integer', at);
    if ((value as number) < min) return problem(`must be greater than ${min - 1}`, at);
    return (value as number) > max ? problem(`must be less than ${max + 1}`, at) : [];
  };

export const text =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return problem('must be a string', at);
    // Slack counts characters, not UTF-16 units.
    const { length } = [...value];
    if (length < min) return problem(`must be more than ${min - 1} characters`, at);
    return length > max ? problem(`must be less than ${max + 1} characters`, at) : [];
  };

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, at) =>
    allowed.includes(value as string) ? [] : problem(`must be one of ${allowed.join(', ')}`, at);

export const list =
  (of: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return problem('must be an array', at);
    if (value.length < min) return problem(`no fewer than ${min} items allowed`, at);
    if (value.length > max) return problem(`no more than ${max} items allowed`, at);
    return value.flatMap((item, index) => of(item, `${at}/${index}`));
  };

type Fields = Readonly<Record<string, Check>>;

/** An object with just these fields; `type` is checked by whoever chose the shape. */
export const shape =
  (required: Fields, optional: Fields = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return problem('must be an object', at);
    const present = Object.entries(value).filter(([, field]) => field !== undefined);
    const names = present.map(([name]) => name);
    const missing = Object.keys(required).filter((name) => !names.includes(name));
    return [
      ...missing.flatMap((name) => problem(`missing required field: ${name}`, at)),
      ...present.flatMap(([name, field]) => {
        const check = required[name] ?? optional[name] ?? (name === 'type' ? anything : undefined);
        return check ? check(field, `${at}/${name}`) : problem(`invalid additional property: ${name}`, at);
      }),
    ];
  };

/** Chooses the shape by the object's `type`. */
export const byType =
  (shapes: Fields): Check =>
  (value, at) => {
    if (!isObject(value)) return problem('must be an object', at);
    const check = typeof value.type === 'string' ? shapes[value.type] : undefined;
    return check ? check(value, at) : problem(`unsupported type: ${String(value.type)}`, `${at}/type`);
  };

/** All of them, the first one that finds something speaks. */
export const all =
  (...checks: readonly Check[]): Check =>
  (value, at) => {
    for (const check of checks) {
      const found = check(value, at);
      if (found.length > 0) return found;
    }
    return [];
  };

export const that =
  (holds: (value: Record<string, unknown>) => boolean, complaint: string): Check =>
  (value, at) =>
    holds(value as Record<string, unknown>) ? [] : problem(complaint, at);
