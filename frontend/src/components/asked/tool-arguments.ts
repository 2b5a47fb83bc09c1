export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Arguments = Record<string, Json>;

/** With keys in order: another order of the same keys is no edit. */
const inOrder = (_key: string, value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
const sameJson = (a: Json, b: Json) => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);

/** How a value shows in the table: text as it is, everything else as JSON. */
export const showValue = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** Reads edited arguments. They must stay one JSON object. */
export const parseArguments = (text: string): { ok: true; value: Arguments } | { ok: false; problem: string } => {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { ok: false, problem: 'The arguments must be one JSON object: { … }' };
    return { ok: true, value: value as Arguments };
  } catch (error) {
    return { ok: false, problem: `This is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
};

export interface ComparedArgument {
  name: string;
  /** The value that will run; of a removed argument, the one that will not. */
  value: Json;
  change: 'edited' | 'added' | 'removed' | null;
}

/** Every argument there was and is: in the order of the agent's call, the added ones last. */
export const compareArguments = (before: Arguments, after: Arguments): ComparedArgument[] => {
  const has = (held: Arguments, name: string) => Object.hasOwn(held, name);
  const rest = Object.entries(before).map(([name, value]): ComparedArgument => {
    if (!has(after, name)) return { name, value, change: 'removed' };
    const now = after[name] as Json;
    return { name, value: now, change: sameJson(value, now) ? null : 'edited' };
  });
  const added = Object.entries(after).filter(([name]) => !has(before, name));
  return [...rest, ...added.map(([name, value]): ComparedArgument => ({ name, value, change: 'added' }))];
};

export const isEdited = (before: Arguments, after: Arguments) =>
  compareArguments(before, after).some((argument) => argument.change !== null);
