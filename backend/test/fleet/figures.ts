/** Of milliseconds. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export const spread = (values: readonly number[]): string =>
  `p50 ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}`;

/** How often each thing happened: "1012 × 40, 1006 × 2". */
export const counted = (maps: readonly ReadonlyMap<string | number, number>[]): string => {
  const sum = new Map<string | number, number>();
  for (const map of maps) for (const [key, count] of map) sum.set(key, (sum.get(key) ?? 0) + count);
  return [...sum].map(([key, count]) => `${key} × ${count}`).join(', ') || 'none';
};
