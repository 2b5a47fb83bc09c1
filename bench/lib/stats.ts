/** Latencies of one round, in milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
  max: number;
  count: number;
  /** Everything that was done, warm-up included: what CPU time is divided by. */
  done?: number;
  /** Milliseconds of CPU for each that was done. */
  cost?: Cost;
}

export interface Cost {
  server: number;
  postgres: number;
}

const at = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const latencyOf = (values: readonly number[]): Latency => {
  const sorted = Float64Array.from(values).sort();
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: sorted.at(-1) ?? Number.NaN, count: sorted.length };
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** p50 and p99 are each the median over the rounds; the largest is that of all, the count their sum. */
export const medianLatency = (rounds: readonly Latency[]): Latency => ({
  p50: median(rounds.map((round) => round.p50)),
  p99: median(rounds.map((round) => round.p99)),
  max: Math.max(...rounds.map((round) => round.max)),
  count: rounds.reduce((sum, round) => sum + round.count, 0),
  ...costOf(rounds.flatMap(({ cost }) => cost ?? [])),
});

const costOf = (costs: readonly Cost[]): { cost?: Cost } =>
  costs.length === 0
    ? {}
    : { cost: { server: median(costs.map((c) => c.server)), postgres: median(costs.map((c) => c.postgres)) } };
