import { type Bench, inRounds, loadProduct } from '../lib/bench.js';
import type { Part, Row } from '../lib/row.js';
import { type Latency, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';
import { withHistory } from '../product/history.js';
import { answerRound } from './answers.js';

const SIZES = [10, 1_000, 100_000] as const;
const SESSIONS = 2;
const PER_SECOND = 100;
export const REPEATS = 200;
/** How many events a page has missed that comes back. */
const MISSED = 10;
/** What still counts as the same: a machine's own noise is about that much. */
const FLAT = 1.5;

interface Session {
  size: number;
  listening: Seat[];
  asking: Seat[];
}

/** What one thing costs in sessions with ever more messages behind them. */
export async function history(bench: Bench): Promise<Part> {
  const sessions = await Promise.all(SIZES.map((size) => sessionOf(bench, size)));
  const rows: Row[] = [];
  for (const [name, work] of Object.entries(WORK)) {
    const got = await inRounds(
      bench,
      Object.fromEntries(sessions.map((session) => [`size ${session.size}`, () => work(bench, session)])),
    );
    const latencies = Object.values(got).map((rounds) => medianLatency(rounds));
    rows.push(
      ...latencies.map((latency, index) =>
        grownRow(name, `${SIZES[index]!.toLocaleString('en')} messages`, latency, index ? latencies[0] : undefined),
      ),
    );
  }
  return { title: 'With ever more messages in the session', rows };
}

const WORK: Record<string, (bench: Bench, session: Session) => Promise<Latency>> = {
  'message → ack': (bench, { listening }) =>
    loadProduct<Latency>(bench, 'steady', { seats: listening, perSecond: PER_SECOND }),
  'answer → next step': (bench, { asking }) => answerRound(bench, bench.product.child, asking, { lines: 1 }),
  'open the session': (bench, { listening: seats }) =>
    loadProduct<Latency>(bench, 'gets', { seats, path: '/api/sessions/:id/view', count: REPEATS }),
  'come back to it': (bench, { listening: seats }) =>
    loadProduct<Latency>(bench, 'resumes', { seats, missed: MISSED, count: REPEATS / 4 }),
};

async function sessionOf({ people, databases, generator }: Bench, size: number): Promise<Session> {
  const listening = await people.sessions('bench-listener', SESSIONS);
  await generator.call('prime', { seats: listening });
  const asking = await people.sessions('bench-cycler', SESSIONS);
  return {
    size,
    listening: await withHistory(databases.product, listening, size),
    asking: await withHistory(databases.product, asking, size),
  };
}

/** @param first of the smallest: against it this one should not grow */
export function grownRow(name: string, what: string, latency: Latency, first: Latency | undefined): Row {
  if (!first) return { name: `${name}, ${what}`, latency };
  return {
    ...{ name: `${name}, ${what}`, latency, floor: { name: 'the smallest', latency: first } },
    aim: { text: `≤ ${FLAT} x the smallest`, held: latency.p50 <= FLAT * first.p50 },
  };
}
