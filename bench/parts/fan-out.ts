import { type Bench, inRounds, load, loadProduct } from '../lib/bench.js';
import { Child } from '../lib/child.js';
import { below, type Part, type Row } from '../lib/row.js';
import { type Latency, latencyOf, medianLatency } from '../lib/stats.js';
import type { FanOut } from '../load/fan-out.js';
import type { Seat } from '../load/page.js';

/** Sockets of one session, and how many messages a second they hear of. */
const ROOMS = [
  { sockets: 100, perSecond: 20 },
  { sockets: 1_000, perSecond: 5 },
] as const;
type Room = (typeof ROOMS)[number];

interface Told {
  each: Latency;
  last: Latency;
}

/** Commit → event in the client, of one session that many look at. */
export async function fanOut(bench: Bench): Promise<Part> {
  const wire = await Child.start('floor/wire.ts');
  try {
    const url = `${await wire.call<string>('url')}/fan/ws`;
    const rows: Row[] = [];
    for (const room of ROOMS) rows.push(...(await rowsFor(bench, wire, url, room)));
    return { title: 'Commit → event in the client, one session on many sockets', rows };
  } finally {
    await wire.stop();
  }
}

async function rowsFor(bench: Bench, wire: Child, url: string, room: Room): Promise<Row[]> {
  const seats = await bench.people.sessions('bench-listener', 1);
  await bench.generator.call('prime', { seats });
  const all: Seat[] = Array.from({ length: room.sockets }, () => seats[0]!);
  const raw = all.map((seat) => ({ ...seat, url }));
  const got = await inRounds(bench, {
    floor: () => roundOf(wire, () => load<FanOut>(bench, 'fanOut', { seats: raw, perSecond: room.perSecond })),
    ours: () => {
      const { child } = bench.product;
      return roundOf(child, () => loadProduct<FanOut>(bench, 'fanOut', { seats: all, perSecond: room.perSecond }));
    },
  });
  const pick = (rounds: Told[], which: keyof Told) => medianLatency(rounds.map((round) => round[which]));
  const each = pick(got.ours, 'each');
  const floor = (which: keyof Told) => ({ name: 'ws', latency: pick(got.floor, which) });
  return [
    {
      ...{ name: `1 → ${room.sockets} sockets`, latency: each, floor: floor('each') },
      promise: below('p99', each.p99, 500),
      aim: below('p99', each.p99, 20),
    },
    { name: '  until the last of them has it', latency: pick(got.ours, 'last'), floor: floor('last') },
  ];
}

/** The server knows when it told of an event, the generator when it arrived; the clock is the same. CPU is for each message. */
async function roundOf(server: Child, run: () => Promise<FanOut & Pick<Latency, 'cost'>>): Promise<Told> {
  await server.call('told', true);
  const { arrived, cost } = await run();
  const told = new Map(await server.call<[string, number][]>('told', false));
  const took = arrived.map(([key, times]) => {
    const at = told.get(key);
    if (at === undefined) throw new Error(`nobody told of event ${key}`);
    return times.map((time) => time - at);
  });
  const last = latencyOf(took.map((times) => Math.max(...times)));
  return { each: { ...latencyOf(took.flat()), ...(cost && { cost }) }, last };
}
