const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The new value, with every part that did not change being the old object: what shows it has nothing to paint anew. */
export const share = <T>(before: unknown, now: T): T => {
  if (Object.is(before, now) || !isObject(before) || !isObject(now)) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const names = Object.keys(now);
  const isSameSize = Object.keys(before).length === names.length;
  const shared = names.map((name) => [name, share(before[name], (now as Record<string, unknown>)[name])] as const);
  if (isSameSize && shared.every(([name, value]) => Object.hasOwn(before, name) && before[name] === value)) {
    return before as T;
  }
  return (Array.isArray(now) ? shared.map(([, value]) => value) : Object.fromEntries(shared)) as T;
};
