const BOUNDARY = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi;

/**
 * Counts the parts before anything is built from them.
 * @returns a number above `max` as soon as there are more
 */
export const countParts = (raw: Buffer, max: number): number => {
  const text = raw.toString('latin1');
  const boundaries = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(BOUNDARY)) {
    boundaries.add(`--${(quoted ?? bare ?? '').trimEnd()}`);
    if (boundaries.size > max) return boundaries.size;
  }
  let parts = 0;
  for (
    let at = text.startsWith('--') ? 0 : text.indexOf('\n--') + 1;
    at > 0 || parts === 0;
    at = text.indexOf('\n--', at) + 1
  ) {
    const end = text.indexOf('\n', at);
    if (boundaries.has(text.slice(at, end < 0 ? undefined : Math.min(end, at + 300)).trimEnd())) parts++;
    if (parts > max || at === 0) break;
  }
  return parts;
};
