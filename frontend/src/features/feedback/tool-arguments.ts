export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Arguments = Record<string, Json>;

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

/** Names whose value was changed, added or taken away. */
export const changedNames = (before: Arguments, after: Arguments): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
