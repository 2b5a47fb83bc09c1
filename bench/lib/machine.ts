import { arch, cpus, platform, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export const WANTED_IDLE = 0.92;
const SAMPLE_MS = 500;
/** All waiting of one run together: on a machine that never rests the figures come all the same, and say so. */
const PATIENCE_MS = 60_000;

const cpuTimes = () => {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  return { idle, all: times.reduce((sum, t) => sum + t.idle + t.user + t.nice + t.sys + t.irq, 0) };
};

/** Share of all cores that had nothing to do during `ms`. */
async function idleShare(ms: number): Promise<number> {
  const before = cpuTimes();
  await pause(ms);
  const after = cpuTimes();
  return (after.idle - before.idle) / Math.max(1, after.all - before.all);
}

/** Waits for a quiet machine before every load, and keeps how quiet it was. */
export class Quiet {
  private waited = 0;
  private readonly seen: number[] = [];

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  async wait(): Promise<void> {
    for (;;) {
      const began = performance.now();
      const idle = await idleShare(SAMPLE_MS);
      if (idle >= WANTED_IDLE || this.waited >= this.patienceMs) {
        this.seen.push(idle);
        return;
      }
      this.waited += performance.now() - began;
    }
  }

  /** The least and the usual idle share just before the loads. */
  get summary(): { least: number; usual: number; loads: number; busy: number } {
    const sorted = [...this.seen].sort((a, b) => a - b);
    const busy = sorted.filter((share) => share < WANTED_IDLE).length;
    return { least: sorted[0] ?? 0, usual: sorted[sorted.length >> 1] ?? 0, loads: sorted.length, busy };
  }
}

export interface Environment {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  settings: Record<string, string>;
}

const SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_connections'];

export async function environmentOf(databaseUrl: string): Promise<Environment> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY ($1) OR name = 'server_version'`,
      [SETTINGS],
    );
    const { server_version: postgres = '?', ...settings } = Object.fromEntries(
      rows.map(({ name, setting }) => [name, setting]),
    );
    return {
      cpu: cpus()[0]?.model.trim() ?? '?',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${arch()}`,
      node: process.version,
      postgres,
      settings,
    };
  } finally {
    await client.end();
  }
}
