import type { People } from '../product/people.js';
import type { Product, ProductOptions } from '../product/start.js';
import type { Child } from './child.js';
import { postgresCpuMs } from './cpu.js';
import type { Quiet } from './machine.js';
import type { Cost } from './stats.js';

/** What every part works with. */
export interface Bench {
  product: Product;
  /** With these another process of it can be started. */
  productOptions: ProductOptions;
  people: People;
  /** Of the product and of the floors, on one server. */
  databases: {
    product: string;
    /** Of an installation of several processes: `product` works off whatever is due in its own, and tells no other process of it. */
    scaled: string;
    floor: string;
    rivals: string;
  };
  postgresFolder: string;
  floor: { child: Child; url: string };
  generator: Child;
  quiet: Quiet;
  rounds: number;
  seconds: number;
  /** How many failovers, and how many switches. */
  forced: number;
}

/** One load, on a machine that is quiet when it begins. */
export async function load<T>(bench: Bench, name: string, input: object): Promise<T> {
  await bench.quiet.wait();
  return bench.generator.call<T>(name, { seconds: bench.seconds, ...input });
}

/** A load on the product, with what each of its operations cost the server and PostgreSQL in CPU time. */
export const loadProduct = <T extends { done?: number }>(bench: Bench, name: string, input: object) =>
  withCost(bench, bench.product.child, () => bench.generator.call<T>(name, { seconds: bench.seconds, ...input }));

/** @param server counts its own CPU time */
export async function withCost<T extends { done?: number }>(bench: Bench, server: Child, work: () => Promise<T>) {
  await bench.quiet.wait();
  const before = await costNow(bench, server);
  const result = await work();
  const after = await costNow(bench, server);
  const per = (a: number, b: number) => (b - a) / (result.done ?? 1);
  const cost = before &&
    after && { server: per(before.server, after.server), postgres: per(before.postgres, after.postgres) };
  return { ...result, ...(cost && { cost }) };
}

/** CPU time used so far, in milliseconds. Undefined where it cannot be known. */
export async function costNow({ postgresFolder }: Bench, server: Child): Promise<Cost | undefined> {
  const { user, system } = await server.call<NodeJS.CpuUsage>('cpu');
  const postgres = postgresCpuMs(postgresFolder);
  return postgres === undefined ? undefined : { server: (user + system) / 1_000, postgres };
}

/** Rounds go side by side (a, b, c, a, b, c …), so that a machine that slows down does so for all of them. */
export async function inRounds<T extends Record<string, () => Promise<unknown>>>(
  bench: Bench,
  loads: T,
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>>[] }> {
  const results = Object.fromEntries(Object.keys(loads).map((name) => [name, [] as unknown[]]));
  for (let round = 0; round < bench.rounds; round++)
    for (const [name, run] of Object.entries(loads)) results[name]?.push(await run());
  return results as { [K in keyof T]: Awaited<ReturnType<T[K]>>[] };
}
