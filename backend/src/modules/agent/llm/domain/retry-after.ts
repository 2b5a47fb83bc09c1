/**
 * Reads a Retry-After header (RFC 9110 §10.2.3: seconds, or an HTTP date) as milliseconds from `now`.
 * Undefined when it is absent or makes no sense. OpenAI also sends `retry-after-ms`, which is more exact.
 */
export const retryAfterMs = (headers: Headers, now: number): number | undefined => {
  const exact = milliseconds(headers.get('retry-after-ms'), 1);
  if (exact !== undefined) return exact;
  const value = headers.get('retry-after');
  return milliseconds(value, 1_000) ?? untilDate(value, now);
};

const milliseconds = (value: string | null, unit: number): number | undefined => {
  if (value === null || !/^\s*\d+(\.\d+)?\s*$/.test(value)) return undefined;
  return Math.ceil(Number(value) * unit);
};

// Only the HTTP date forms begin with the name of a day. `Date.parse` alone takes "-5" or "soon 1" for a date.
const HTTP_DATE = /^\s*(mon|tue|wed|thu|fri|sat|sun)/i;

const untilDate = (value: string | null, now: number): number | undefined => {
  if (value === null || !HTTP_DATE.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};
