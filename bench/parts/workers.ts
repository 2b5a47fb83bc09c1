import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { type Bench, inRounds, loadProduct } from '../lib/bench.js';
import { findRedisServer, startRedis } from '../lib/redis.js';
import type { Part, Row } from '../lib/row.js';
import { type Latency, median, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';
import { People } from '../product/people.js';
import { type ProductOptions, startProcess } from '../product/start.js';

const PAGES = 64;
const WORKERS = [1, 2, 4] as const;

type Rate = Latency & { perSecond: number };

/** Message → end of a run of five steps, as fast as 64 sessions can, by ever more processes. */
export async function workers(bench: Bench): Promise<Part> {
  const seats = await bench.people.sessions('bench-stepper', PAGES);
  const { alone } = await inRounds(bench, { alone: () => loadProduct<Rate>(bench, 'runs', { seats }) });
  const first = rowOf('one process, no Redis', alone);
  const binary = findRedisServer();
  const more = binary ? await overRedis(bench, binary) : [{ name: 'LEFT OUT: no redis-server on this machine' }];
  return {
    title: `A run of five steps, ${PAGES} sessions at once, on ${cpus().length} cores for all`,
    rows: [first, ...more],
  };
}

async function overRedis(bench: Bench, binary: string): Promise<Row[]> {
  const folder = join(bench.productOptions.dataDir, 'redis');
  const redis = await startRedis(binary, folder);
  try {
    const shared = { ...bench.productOptions, databaseUrl: bench.databases.scaled, redisUrl: redis.url };
    const seats = await scaledSeats(shared);
    const rows: Row[] = [];
    for (const count of WORKERS) rows.push(await rowFor(bench, shared, seats, count));
    return rows;
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People and sessions of the installation of several processes. */
async function scaledSeats(shared: ProductOptions): Promise<Seat[]> {
  const { url, child } = await startProcess(shared);
  try {
    return await (await People.register(url, PAGES)).sessions('bench-stepper', PAGES);
  } finally {
    await child.stop();
  }
}

async function rowFor(bench: Bench, shared: ProductOptions, seats: Seat[], count: number): Promise<Row> {
  const started: { url: string; child: { stop(): Promise<void> } }[] = [];
  const start = async (role: 'api' | 'worker') => {
    const process = await startProcess({ ...shared, role });
    started.push(process);
    return process;
  };
  try {
    const api = await start('api');
    for (let index = 0; index < count; index++) await start('worker');
    const own = seats.map((seat) => ({ ...seat, url: `${api.url.replace(/^http/, 'ws')}/ws` }));
    await bench.quiet.wait();
    const { rounds } = await inRounds(bench, {
      rounds: () => bench.generator.call<Rate>('runs', { seats: own, seconds: bench.seconds }),
    });
    return rowOf(`1 api, ${count} worker${count > 1 ? 's' : ''}, Redis`, rounds);
  } finally {
    for (const { child } of started.reverse()) await child.stop();
  }
}

const rowOf = (name: string, rounds: Rate[]): Row => ({
  ...{ name, latency: medianLatency(rounds) },
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
});
