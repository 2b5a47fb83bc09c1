import { type Bench, loadProduct } from '../lib/bench.js';
import type { Part, Row } from '../lib/row.js';
import type { Failovers } from '../load/failovers.js';
import { withAddresses } from '../product/addresses.js';
import type { ProviderCall } from '../product/channels.js';
import { forcedRow, keptOrTold, LINES } from './outside.js';

/** Known failure of one channel → call to the next. */
export async function failover(bench: Bench): Promise<Part> {
  const { child } = bench.product;
  await child.call('refuse', { channel: 'SLACK' });
  const rows: Row[] = [];
  for (const line of LINES) rows.push(await rowFor(bench, line));
  await child.call('refuse', { channel: null });
  return { title: 'Known failure → call to the next channel', rows };
}

async function rowFor(bench: Bench, { name, atOnce, share }: (typeof LINES)[number]): Promise<Row> {
  const { people, databases, product, forced } = bench;
  const seats = await withAddresses(databases.product, await people.sessions('bench-asker', atOnce));
  await product.child.call('calls');
  const load = await loadProduct<Failovers>(bench, 'failovers', { seats, count: Math.ceil(forced * share) });
  const calls = Map.groupBy(await product.child.call<ProviderCall[]>('calls'), ({ requestId }) => requestId);
  const took = load.requestIds.flatMap((id) => tookOf(calls.get(id) ?? []) ?? []);
  const missed = load.missed + load.requestIds.length - took.length + (await keptOrTold(bench, seats));
  return forcedRow(name, took, missed, load);
}

/** Null: not refused once and then taken once, in this order. */
const tookOf = (calls: readonly ProviderCall[]): number | null => {
  const [refused, taken, ...more] = calls;
  if (!refused || !taken || more.length || refused.accepted || !taken.accepted) return null;
  return refused.channel === 'SLACK' && taken.channel === 'EMAIL' ? taken.at - refused.repliedAt : null;
};
