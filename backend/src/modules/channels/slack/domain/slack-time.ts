const TS = /^(\d{1,10})(?:\.(\d{1,6}))?$/;

/** When something with this `ts` (seconds.microseconds) happened, in ISO 8601; undefined: it says no time. */
export const timeOf = (ts: string | undefined): string | undefined => {
  const [, seconds, fraction = ''] = TS.exec(ts ?? '') ?? [];
  if (!seconds) return undefined;
  const second = new Date(Number(seconds) * 1_000).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return `${second}.${fraction.padEnd(6, '0')}Z`;
};
