import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** Of /proc/<pid>/stat, the fields after the name, which may hold anything: state, parent, …, own ticks, those of ended children. */
const statOf = (pid: string): { parent: string; ms: number; ofEnded: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ms = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) * TICK_MS;
    return { parent: fields[1] ?? '', ms: ms(11), ofEnded: ms(13) };
  } catch {
    return undefined; // ended meanwhile
  }
};

/**
 * CPU time that a PostgreSQL server and its sessions have used, in milliseconds. Undefined where there is no /proc.
 */
export function postgresCpuMs(folder: string): number | undefined {
  try {
    const [postmaster = ''] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const stats = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ pid, ...statOf(pid) }));
    return stats
      .filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
      .reduce((sum, { pid, ms = 0, ofEnded = 0 }) => sum + ms + (pid === postmaster ? ofEnded : 0), 0);
  } catch {
    return undefined;
  }
}
