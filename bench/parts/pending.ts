import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, costNow, inRounds, loadProduct } from '../lib/bench.js';
import type { Part, Row } from '../lib/row.js';
import { type Latency, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';
import { withPending } from '../product/pending.js';
import { answerRound } from './answers.js';
import { grownRow, REPEATS } from './history.js';

const SIZES = [100, 10_000, 100_000] as const;
const IDLE_MS = 5_000;
const PER_SECOND = 100;

/** What one thing costs while ever more questions of everybody wait. All those belong to one person, who has the longest list. */
export async function pending(bench: Bench): Promise<Part> {
  const { people, databases } = bench;
  const [waiting, asking, listening] = await Promise.all([
    people.sessions('bench-listener', 1),
    people.sessions('bench-cycler', 2),
    people.sessions('bench-listener', 2),
  ]);
  await bench.generator.call('prime', { seats: [...waiting, ...listening] });
  // The first person has them all; the second is one of many.
  const others = { asking: asking.slice(1), listening: listening.slice(1) };
  const first: Record<string, Latency> = {};
  const rows: Row[] = [];
  let filled = 0;
  for (const size of SIZES) {
    await withPending(databases.product, waiting[0]!, size - filled);
    filled = size;
    for (const [name, latency] of Object.entries(await measure(bench, waiting, others))) {
      rows.push(grownRow(name, `${size.toLocaleString('en')} pending`, latency, first[name]));
      first[name] ??= latency;
    }
    rows.push({ name: `doing nothing, ${size.toLocaleString('en')} pending`, more: await idle(bench) });
  }
  return { title: 'With ever more questions pending', rows: sorted(rows) };
}

/** By what was done, so that one sees it grow. */
const sorted = (rows: Row[]): Row[] =>
  [...Map.groupBy(rows, ({ name }) => name.slice(0, name.lastIndexOf(','))).values()].flat();

type Others = Record<'asking' | 'listening', Seat[]>;

async function measure(bench: Bench, rich: Seat[], others: Others): Promise<Record<string, Latency>> {
  const get = (seats: Seat[], path: string) => () =>
    loadProduct<Latency>(bench, 'gets', { seats, path, count: REPEATS });
  const got = await inRounds(bench, {
    'message → ack': () =>
      loadProduct<Latency>(bench, 'steady', { seats: others.listening, perSecond: PER_SECOND / 2 }),
    'answer → next step': () => answerRound(bench, bench.product.child, others.asking, { lines: 1 }),
    'inbox of one of many': get(others.asking, '/api/feedback-requests?status=PENDING'),
    'inbox of who has them all': get(rich, '/api/feedback-requests?status=PENDING'),
    'session list of who has them all': get(rich, '/api/sessions'),
  });
  return Object.fromEntries(Object.entries(got).map(([name, rounds]) => [name, medianLatency(rounds as Latency[])]));
}

/** What the sweeps take: server and PostgreSQL together. */
async function idle(bench: Bench): Promise<string> {
  await bench.quiet.wait();
  const before = await costNow(bench, bench.product.child);
  await pause(IDLE_MS);
  const after = await costNow(bench, bench.product.child);
  if (!before || !after) return '';
  const share = (a: number, b: number) => `${(((b - a) / IDLE_MS) * 100).toFixed(1)} %`;
  return `${share(before.server, after.server)} + ${share(before.postgres, after.postgres)} of a core`;
}
