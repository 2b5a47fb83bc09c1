/** Whether a tool is among those that an agent was made for: by name, as `server.*`, or `*` (AG-7). */
export const seesTool = (patterns: readonly string[], name: string): boolean =>
  patterns.some(
    (pattern) =>
      pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))),
  );
