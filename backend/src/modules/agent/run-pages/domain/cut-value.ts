/** Stands where something was left out for its length. */
const CUT = '…';

/**
 * A value of at most about `limit` characters as JSON: long texts end early, lists and objects end when it is spent.
 * Meant for people; nothing is computed from it.
 */
export const cutValue = (value: unknown, limit: number): { value: unknown; cut: boolean } => {
  let left = limit;
  let cut = false;
  const text = (whole: string): string => {
    const part = whole.length > left ? `${whole.slice(0, Math.max(0, left)).toWellFormed()}${CUT}` : whole;
    cut ||= whole.length > left;
    left -= part.length + 2;
    return part;
  };
  const entries = <T>(items: readonly T[], take: (item: T) => unknown): unknown[] => {
    const taken: unknown[] = [];
    for (const item of items) {
      if (left <= 0) {
        cut = true;
        break;
      }
      taken.push(take(item));
    }
    return taken;
  };
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return text(part);
    if (part === null || typeof part !== 'object') {
      left -= 5;
      return part;
    }
    left -= 2;
    if (Array.isArray(part)) return entries(part, visit);
    const pairs = entries(Object.entries(part), ([key, member]) => [text(key), visit(member)]);
    return Object.fromEntries(pairs as [string, unknown][]);
  };
  return { value: visit(value), cut };
};
