import { type Bench, inRounds, loadProduct } from '../lib/bench.js';
import type { Child } from '../lib/child.js';
import { below, type Part, type Row } from '../lib/row.js';
import { type Latency, latencyOf, median, medianLatency } from '../lib/stats.js';
import type { AnswerLoad, AnswerRound } from '../load/answers.js';
import type { Seat } from '../load/page.js';
import { withHistory } from '../product/history.js';

const AT_ONCE = 16;
const HISTORY = 500;
const TIMES_FLOOR = 3;

type Rate = Latency & { perSecond: number };
type How = Pick<Partial<AnswerLoad>, 'by' | 'lines' | 'seconds'>;

/** Answer → the run's next step. */
export async function answers(bench: Bench): Promise<Part> {
  const { people, databases, product, floor } = bench;
  const fresh = await people.sessions('bench-asker', AT_ONCE);
  const old = await withHistory(databases.product, await people.sessions('bench-asker', AT_ONCE), HISTORY);
  const raw = fresh.map((seat) => ({ ...seat, url: `${floor.url}/ask/ws` }));
  await floor.child.call(
    'sessions',
    fresh.map((seat) => seat.sessionId),
  );

  const round =
    (child: Child, seats: Seat[], how: How = {}) =>
    () =>
      answerRound(bench, child, seats, how);
  const got = await inRounds(bench, {
    floorOne: round(floor.child, raw.slice(0, 1)),
    one: round(product.child, fresh.slice(0, 1)),
    rest: round(product.child, fresh.slice(0, 1), { by: 'rest' }),
    oldOne: round(product.child, old.slice(0, 1)),
    floorMany: round(floor.child, raw),
    many: round(product.child, fresh),
    oldMany: round(product.child, old),
  });
  const floorOne = { name: 'pg', latency: medianLatency(got.floorOne) };
  const floorMany = { name: 'pg', latency: medianLatency(got.floorMany) };
  const times = { one: median(got.floorOne.map(rate)), many: median(got.floorMany.map(rate)) };
  return {
    title: 'Answer → the run’s next step',
    rows: [
      rowOf('one by one', got.one, floorOne),
      rowOf('one by one, over REST', got.rest, floorOne),
      rowOf(`one by one, ${HISTORY} messages before`, got.oldOne, floorOne),
      rowOf(`${AT_ONCE} at once`, got.many, floorMany),
      rowOf(`${AT_ONCE} at once, ${HISTORY} messages before`, got.oldMany, floorMany),
      { name: 'floor: whole cycles, one by one', perSecond: times.one },
      { name: `floor: whole cycles, ${AT_ONCE} at once`, perSecond: times.many },
    ],
  };
}

const rate = (round: Rate) => round.perSecond;

/** `perSecond` counts whole cycles: message, question, suspension, answer, step, end. */
const rowOf = (name: string, rounds: Rate[], floor: NonNullable<Row['floor']>): Row => {
  const latency = medianLatency(rounds);
  const limit = TIMES_FLOOR * (floor.latency?.p50 ?? 0);
  return {
    ...{ name, latency, floor },
    perSecond: median(rounds.map(rate)),
    promise: below('p99', latency.p99, 100),
    aim: { text: `p50 ≤ ${TIMES_FLOOR} x the floor`, held: latency.p50 <= limit },
  };
};

/** The generator knows when it answered, the server when the step began; the clock is the same. */
export async function answerRound(bench: Bench, server: Child, seats: Seat[], how: How): Promise<Rate> {
  const { answered, cyclesPerSecond, cost } = await loadProduct<AnswerRound>(bench, 'answers', {
    ...{ seats, by: 'websocket' },
    ...how,
  });
  const stamps = new Map(await server.call<[string, number][]>('stamps'));
  const took = answered.map(({ runId, at }) => {
    const begun = stamps.get(runId);
    if (begun === undefined) throw new Error(`run ${runId} never went on`);
    return begun - at;
  });
  return { ...latencyOf(took), perSecond: cyclesPerSecond, ...(cost && { cost }) };
}
