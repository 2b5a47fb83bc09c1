import { type Bench, inRounds, load, loadProduct } from '../lib/bench.js';
import { below, type Part } from '../lib/row.js';
import { type Latency, median, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';

const USERS = 100;
const PER_SECOND = 500;
/** The product closes a socket that sends more than 100 frames a second, so a fast machine needs many. */
const SATURATING_PAGES = 200;
const WRITERS = 16;
const WANTED_SHARE = 0.4;

type Rate = Latency & { perSecond: number };

/** Message → stored and acknowledged. */
export async function messages(bench: Bench): Promise<Part> {
  const { product, floor } = await seatsOf(bench);
  const steady = (seats: Seat[]) => () => load<Latency>(bench, 'steady', { seats, perSecond: PER_SECOND });
  const saturated = (seats: Seat[]) => () => load<Rate>(bench, 'saturated', { seats });
  const sessionIds = floor.pg.map((seat) => seat.sessionId);
  const steadyOurs = (seats: Seat[]) => () => loadProduct<Latency>(bench, 'steady', { seats, perSecond: PER_SECOND });
  const got = await inRounds(bench, {
    bare: steady(floor.memory.slice(0, USERS)),
    raw: steady(floor.pg.slice(0, USERS)),
    stored: steadyOurs(product.listening.slice(0, USERS)),
    withRun: steadyOurs(product.idling),
    inserts: () =>
      load<number>(bench, 'rawInserts', { databaseUrl: bench.databases.floor, sessionIds, writers: WRITERS }),
    rawSaturated: saturated(floor.pg),
    saturated: () => loadProduct<Rate>(bench, 'saturated', { seats: product.listening }),
  });
  const [bare, raw, stored, withRun] = [got.bare, got.raw, got.stored, got.withRun].map(medianLatency) as [
    Latency,
    Latency,
    Latency,
    Latency,
  ];
  const inserts = median(got.inserts);
  const rawRate = rateOf(got.rawSaturated);
  const rate = rateOf(got.saturated);
  return {
    title: 'Message → stored and acknowledged',
    rows: [
      { name: `harness alone, ${PER_SECOND}/s`, latency: bare },
      {
        name: `${PER_SECOND}/s over ${USERS} people`,
        latency: stored,
        floor: { name: 'ws + pg', latency: raw },
        promise: below('p99', stored.p99, 100),
        aim: below('p99', stored.p99, 10),
      },
      {
        name: 'the same, each starting a run',
        latency: withRun,
        floor: { name: 'ws + pg', latency: raw },
        promise: below('p99', withRun.p99, 100),
      },
      {
        name: `saturated, ${SATURATING_PAGES} pages`,
        latency: rate.latency,
        perSecond: rate.perSecond,
        floor: { name: `pg inserts, ${WRITERS} writers`, perSecond: inserts },
        aim: { text: `≥ ${WANTED_SHARE * 100} % of the floor`, held: rate.perSecond >= WANTED_SHARE * inserts },
      },
      { name: 'floor ws + pg saturated', ...rawRate, floor: { name: 'pg inserts', perSecond: inserts } },
    ],
  };
}

const rateOf = (rounds: Rate[]) => ({
  latency: medianLatency(rounds),
  perSecond: median(rounds.map((round) => round.perSecond)),
});

async function seatsOf({ people, floor, generator }: Bench) {
  const listening = await people.sessions('bench-listener', SATURATING_PAGES);
  const idling = await people.sessions('bench-idler', USERS);
  await generator.call('prime', { seats: listening });
  const seatsOn = (mode: string) => listening.map((seat) => ({ ...seat, url: `${floor.url}/${mode}/ws` }));
  await floor.child.call(
    'sessions',
    listening.map((seat) => seat.sessionId),
  );
  return { product: { listening, idling }, floor: { memory: seatsOn('memory'), pg: seatsOn('pg') } };
}
