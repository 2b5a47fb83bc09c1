import { type Bench, inRounds, loadProduct, withCost } from '../lib/bench.js';
import { Child } from '../lib/child.js';
import { below, type Part, type Row } from '../lib/row.js';
import { type Latency, median, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';

/** Texts at once, 50 tokens a second each. */
const SIZES = [100, 500] as const;
type Rate = Latency & { perSecond: number };

/** Token → client, while many texts are streamed, each in a session and to a socket of its own. */
export async function streams(bench: Bench): Promise<Part> {
  const wire = await Child.start('floor/wire.ts');
  try {
    const url = `${await wire.call<string>('url')}/stream/ws`;
    const rows: Row[] = [];
    for (const size of SIZES) rows.push(await rowFor(bench, wire, url, size));
    return { title: 'Token → client, each text 50 tokens a second (CPU: for each token)', rows };
  } finally {
    await wire.stop();
  }
}

async function rowFor(bench: Bench, wire: Child, url: string, size: number): Promise<Row> {
  const seats = await bench.people.sessions('bench-streamer', size);
  const raw: Seat[] = seats.map((seat) => ({ ...seat, url }));
  const input = { seats: raw, seconds: bench.seconds };
  const got = await inRounds(bench, {
    floor: () => withCost(bench, wire, () => bench.generator.call<Rate>('streams', input)),
    ours: () => loadProduct<Rate>(bench, 'streams', { seats }),
  });
  const latency = medianLatency(got.ours);
  const floor = medianLatency(got.floor);
  const cost = floor.cost ? `; it takes ${(floor.cost.server * 1_000).toFixed(0)} µs` : '';
  return {
    ...{ name: `${size} texts at once`, latency, floor: { name: `ws${cost}`, latency: floor } },
    perSecond: median(got.ours.map(({ perSecond }) => perSecond)),
    aim: below('p99', latency.p99, 20),
  };
}
