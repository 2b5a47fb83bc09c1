import { type Bench, loadProduct } from '../lib/bench.js';
import type { Part, Row } from '../lib/row.js';
import type { Switch, Switches } from '../load/switches.js';
import { withAddresses } from '../product/addresses.js';
import type { ProviderCall } from '../product/channels.js';
import { forcedRow, keptOrTold, LINES } from './outside.js';

/** Channel switch with a question pending → call to the new channel. */
export async function switchChannel(bench: Bench): Promise<Part> {
  const rows: Row[] = [];
  for (const line of LINES) rows.push(await rowFor(bench, line));
  return { title: 'Channel switch with a question pending → call to the new channel', rows };
}

async function rowFor(bench: Bench, { name, atOnce, share }: (typeof LINES)[number]): Promise<Row> {
  const { people, databases, product, forced } = bench;
  const seats = await withAddresses(databases.product, await people.sessions('bench-asker', atOnce));
  await product.child.call('calls');
  const input = { seats, count: Math.ceil(forced * share), databaseUrl: databases.product };
  const load = await loadProduct<Switches>(bench, 'switches', input);
  const took = tookBy(load.switches, await product.child.call<ProviderCall[]>('calls'));
  const changed = load.switches.filter(({ kept }) => !kept).length;
  if (changed) console.log(`THE CONTEXT CHANGED over ${changed} of ${load.switches.length} switches.`);
  const missed = load.missed + load.switches.length - took.length + changed + (await keptOrTold(bench, seats));
  return forcedRow(name, took, missed, load);
}

/** Of each question the first call is the asking, and every further one belongs to a switch, in their order. */
function tookBy(switches: readonly Switch[], calls: readonly ProviderCall[]): number[] {
  const byQuestion = Map.groupBy(calls, ({ requestId }) => requestId);
  return [...Map.groupBy(switches, ({ requestId }) => requestId)].flatMap(([requestId, own]) => {
    const [, ...moves] = byQuestion.get(requestId) ?? [];
    return own.flatMap(({ to, at }, index) => {
      const call = moves[index];
      const once = call?.channel === to && call.accepted && moves.length === own.length;
      return once ? [call.at - at] : [];
    });
  });
}
