import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../lib/bench.js';
import { Child } from '../lib/child.js';
import type { Memory } from '../lib/memory.js';
import type { Part, Row } from '../lib/row.js';
import type { Latency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';
import { withManySessions } from '../product/many-sessions.js';
import { startProcess } from '../product/start.js';

const SOCKETS = 5_000;
const WANTED_KB = 25;
const POKES = 100;
const IDLE_MS = 5_000;
/** What else a process has open. */
const OTHER_FILES = 200;

interface Held {
  /** Kilobytes for each socket. */
  rss: number;
  used: number;
  openedMs: number;
  /** Of one core. */
  idleShare: number;
  told: Latency;
}

/** Many open sockets, signed in and following a session each, in a process that has done nothing else. */
export async function sockets(bench: Bench): Promise<Part> {
  const title = `${SOCKETS} open sockets in one process: message → event on one of them`;
  const most = openFiles();
  if (most < SOCKETS + OTHER_FILES)
    return { title, rows: [{ name: `LEFT OUT: a process may open ${most} files here (ulimit -n)` }] };
  const seats = await withManySessions(
    bench.databases.product,
    await bench.people.sessions('bench-idler', 100),
    SOCKETS,
  );
  const raw = await holdRaw(bench, seats);
  const own = await holdOwn(bench, seats);
  return { title, rows: [rowOf(own, raw), { name: '  floor', latency: raw.told, more: inWords(raw) }] };
}

function rowOf(own: Held, raw: Held): Row {
  return {
    ...{ name: 'one of all', latency: own.told, more: inWords(own), floor: { name: 'ws', latency: raw.told } },
    aim: { text: `≤ ${WANTED_KB} KB each`, held: own.rss <= WANTED_KB },
  };
}

const inWords = ({ rss, used, openedMs, idleShare }: Held): string =>
  `RSS ${rss.toFixed(1)} KB, live ${used.toFixed(1)} KB each; opened in ${(openedMs / 1_000).toFixed(1)} s; ${(idleShare * 100).toFixed(1)} % of a core while idle`;

async function holdRaw(bench: Bench, seats: Seat[]): Promise<Held> {
  const wire = await Child.start('floor/wire.ts');
  try {
    const url = `${await wire.call<string>('url')}/fan/ws`;
    return await hold(
      bench,
      wire,
      seats.map((seat) => ({ ...seat, url })),
    );
  } finally {
    await wire.stop();
  }
}

/** A process of its own: one that has measured before has room in its heap, and sockets would look small. */
async function holdOwn(bench: Bench, seats: Seat[]): Promise<Held> {
  const { child, url } = await startProcess(bench.productOptions);
  try {
    return await hold(
      bench,
      child,
      seats.map((seat) => ({ ...seat, url: `${url.replace(/^http/, 'ws')}/ws` })),
    );
  } finally {
    await child.stop();
  }
}

async function hold({ generator, quiet }: Bench, server: Child, seats: Seat[]): Promise<Held> {
  await quiet.wait();
  // What only the first of them costs: code that is compiled, pools that are filled.
  const [few, rest] = [seats.slice(0, 100), seats.slice(100)];
  await generator.call('openMany', { seats: few });
  const before = await server.call<Memory>('memory');
  const openedMs = await generator.call<number>('openMany', { seats: rest });
  await pause(1_000);
  const after = await server.call<Memory>('memory');
  const each = (what: keyof Memory) => (after[what] - before[what]) / rest.length / 1_024;
  const idleShare = await idle(server);
  const told = await generator.call<Latency>('pokeMany', { count: POKES });
  await generator.call('closeMany');
  return { rss: each('rss'), used: each('used'), openedMs, idleShare, told };
}

async function idle(server: Child): Promise<number> {
  const before = await server.call<NodeJS.CpuUsage>('cpu');
  await pause(IDLE_MS);
  const after = await server.call<NodeJS.CpuUsage>('cpu');
  return (after.user + after.system - before.user - before.system) / 1_000 / IDLE_MS;
}

/** Node raises its own limit to the hard one when it starts. */
function openFiles(): number {
  try {
    const [, hard] = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard ?? Number.POSITIVE_INFINITY);
  } catch {
    return Number.POSITIVE_INFINITY; // no /proc: it will show
  }
}
