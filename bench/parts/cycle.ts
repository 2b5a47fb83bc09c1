import { type Bench, inRounds, withCost } from '../lib/bench.js';
import { Child } from '../lib/child.js';
import { installRivals, RIVALS, type Rival, startRival } from '../lib/rivals.js';
import type { Part, Row } from '../lib/row.js';
import { type Latency, latencyOf, median, medianLatency } from '../lib/stats.js';
import type { CycleRound } from '../load/in-process.js';
import type { Seat } from '../load/page.js';
import { withHistory } from '../product/history.js';
import { answerRound } from './answers.js';

const HISTORY = 500;
/** A page may only send so many frames a second, so the lines go round. */
const PAGES_EACH = 4;
const MOST_AT_ONCE = 16;
/** Many cells, so each is short. */
const SECONDS = 2;
const TIMES_FLOOR = 3;

/** What all go through: one after the other and many at once, in new conversations and in long ones. */
const LOADS = [
  { name: 'one by one', lines: 1, old: false },
  { name: `${MOST_AT_ONCE} at once`, lines: MOST_AT_ONCE, old: false },
  { name: `one by one, ${HISTORY} messages before`, lines: 1, old: true },
  { name: `${MOST_AT_ONCE} at once, ${HISTORY} messages before`, lines: MOST_AT_ONCE, old: true },
] as const;
type Load = (typeof LOADS)[number];
type Rate = Latency & { perSecond: number };

/** Step → question → answer → step, beside what others would use for it. */
export async function cycle(bench: Bench): Promise<Part> {
  await installRivals();
  const pages = MOST_AT_ONCE * PAGES_EACH;
  const fresh = await bench.people.sessions('bench-cycler', pages);
  const old = await withHistory(bench.databases.product, await bench.people.sessions('bench-cycler', pages), HISTORY);
  const floor = await Child.start('floor/cycles.ts', { args: [bench.databases.floor] });
  const rivals = [];
  try {
    for (const rival of RIVALS) rivals.push({ rival, child: await rivalWithPast(bench, rival) });
    const rows: Row[] = [];
    for (const load of LOADS) {
      const got = await inRounds(bench, {
        floor: () => inProcess(bench, floor, load),
        ours: () => ours(bench, load.old ? old : fresh, load),
        sockets: () => overSockets(bench, load.old ? old : fresh, load),
        ...Object.fromEntries(rivals.map(({ rival, child }) => [rival.name, measureOf(bench, rival, child, load)])),
      });
      rows.push(...rowsOf(load, got as Record<string, (Rate | undefined)[]>));
    }
    return { title: 'Step → question → answer → step: answer → next step, and whole cycles', rows };
  } finally {
    for (const { child } of rivals) await child.stop();
    await floor.stop();
  }
}

/** Undefined: it has no conversations that could be long. */
const measureOf = (bench: Bench, rival: Rival, child: Child, load: Load) => async (): Promise<Rate | undefined> =>
  load.old && !rival.conversations ? undefined : inProcess(bench, child, load);

async function rivalWithPast({ databases }: Bench, rival: Rival): Promise<Child> {
  const child = await startRival(rival, databases.rivals);
  if (rival.conversations) await child.call('fill', { count: MOST_AT_ONCE * PAGES_EACH, messages: HISTORY });
  return child;
}

const secondsOf = (bench: Bench) => Math.min(bench.seconds, SECONDS);

async function inProcess(bench: Bench, child: Child, { lines, old }: Load): Promise<Rate> {
  const input = { lines, old, seconds: secondsOf(bench) };
  const { took, perSecond, cost } = await withCost(bench, child, () => child.call<CycleRound>('cycles', input));
  return { ...latencyOf(took), perSecond, ...(cost && { cost }) };
}

/** In the product's process, by the use cases behind its sockets: as the rivals are called. */
async function ours(bench: Bench, seats: Seat[], { lines, old }: Load): Promise<Rate> {
  const conversations = seats.slice(0, lines * PAGES_EACH).map(({ sessionId, person }) => ({ sessionId, person }));
  const input = { lines, old, seconds: secondsOf(bench), conversations };
  const { child } = bench.product;
  const { took, perSecond, cost } = await withCost(bench, child, () => child.call<CycleRound>('cycles', input));
  return { ...latencyOf(took), perSecond, ...(cost && { cost }) };
}

/** As people answer: from another process, with the page's socket told of every event. */
const overSockets = (bench: Bench, seats: Seat[], { lines }: Load): Promise<Rate> =>
  answerRound(bench, bench.product.child, seats.slice(0, lines * PAGES_EACH), { lines, seconds: secondsOf(bench) });

function rowsOf(
  load: Load,
  { floor = [], ours = [], sockets = [], ...rivals }: Record<string, (Rate | undefined)[]>,
): Row[] {
  const least = resultOf('pg', floor)!;
  const own = resultOf('Parley', ours)!;
  const wired = resultOf('Parley, through sockets from another process', sockets)!;
  const others = Object.entries(rivals).flatMap(([name, rounds]) => resultOf(name, rounds) ?? []);
  const ahead = others.every(({ latency }) => own.latency.p50 < latency.p50);
  const near = own.latency.p50 <= TIMES_FLOOR * least.latency.p50;
  return [
    {
      ...{ ...own, name: load.name, floor: least },
      aim: { text: `p50 ≤ ${TIMES_FLOOR} x the floor, and ahead of all below`, held: ahead && near },
    },
    { ...wired, name: `  ${wired.name}`, floor: { name: 'Parley', latency: own.latency } },
    ...others.map(
      (other): Row => ({ ...other, name: `  ${other.name}`, floor: { name: 'Parley', latency: own.latency } }),
    ),
    { ...least, name: '  floor' },
  ];
}

const resultOf = (name: string, rounds: (Rate | undefined)[]) => {
  const all = rounds.filter((round) => round !== undefined);
  if (all.length === 0) return undefined;
  return { name, latency: medianLatency(all), perSecond: median(all.map(({ perSecond }) => perSecond)) };
};
