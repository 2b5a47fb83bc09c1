/** Waits as people set them: a number and its unit. */
export const UNITS = [
  { value: 'second', ms: 1_000 },
  { value: 'minute', ms: 60_000 },
  { value: 'hour', ms: 3_600_000 },
  { value: 'day', ms: 24 * 3_600_000 },
] as const;
export type Unit = (typeof UNITS)[number]['value'];
export interface Duration {
  amount: number;
  unit: Unit;
}

const msOf = (unit: Unit) => UNITS.find(({ value }) => value === unit)?.ms ?? 1;
export const toMs = ({ amount, unit }: Duration) => amount * msOf(unit);

/** In the largest unit that leaves nothing over: 90 minutes stay 90 minutes. */
export const toDuration = (ms: number): Duration => {
  const unit = UNITS.findLast((candidate) => ms >= candidate.ms && ms % candidate.ms === 0) ?? UNITS[0];
  return { amount: Math.max(1, Math.round(ms / unit.ms)), unit: unit.value };
};

/** `10 minutes`, `1 hour`. */
export const durationText = (ms: number) => {
  const { amount, unit } = toDuration(ms);
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

/** What is wrong with a typed wait, or null. */
export const durationProblem = (duration: Duration, min: number, max: number): string | null => {
  if (!Number.isInteger(duration.amount) || duration.amount < 1) return 'Give a whole number, 1 or more.';
  const ms = toMs(duration);
  if (ms < min) return `At least ${durationText(min)}.`;
  return ms > max ? `At most ${durationText(max)}.` : null;
};
