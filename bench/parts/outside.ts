import pg from 'pg';
import type { Bench } from '../lib/bench.js';
import { below, type Row } from '../lib/row.js';
import { type Cost, latencyOf } from '../lib/stats.js';
import { keptIn } from '../load/context.js';
import { ANSWER } from '../load/outside.js';
import type { Seat } from '../load/page.js';

/** How many sessions at once, and how much of all that is forced. */
export const LINES = [
  { name: 'one by one', atOnce: 1, share: 0.05 },
  { name: '8 at once', atOnce: 8, share: 1 },
] as const;
const PROMISE_MS = 1_000;
const AIM_MS = 100;

/** Not one may be missed, and none may be slow. */
export function forcedRow(
  name: string,
  took: readonly number[],
  missed: number,
  load: { perSecond: number; cost?: Cost },
): Row {
  const latency = { ...latencyOf(took), ...(load.cost && { cost: load.cost }) };
  return {
    ...{ name, latency, missed, perSecond: load.perSecond },
    promise: { text: `none missed, p99 < ${PROMISE_MS} ms`, held: missed === 0 && latency.p99 < PROMISE_MS },
    aim: below('p99', latency.p99, AIM_MS),
  };
}

/** @returns how many sessions and runs did not keep what they had; each counts as a miss, and is told */
export async function keptOrTold({ databases }: Bench, seats: readonly Seat[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: databases.product, max: 1 });
  try {
    const ids = seats.map(({ sessionId }) => sessionId);
    const { sessions, gaps, deaf } = await keptIn(pool, ids, ANSWER);
    if (gaps) console.log(`GAPS in the logs of ${gaps} of ${sessions} sessions.`);
    if (deaf) console.log(`${deaf} RUNS did not go on with their answer.`);
    return gaps + deaf;
  } finally {
    await pool.end();
  }
}
