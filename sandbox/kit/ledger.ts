import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type Labels, labelsFit } from './fault-plan.js';

export type LedgerEntry = Labels & { readonly time: string };

/**
 * Append-only record of what a stand-in accepted (SBX-3). Tests judge by it, not by our own database. With a file,
 * an entry is in the kernel's hands before `append` returns, so it survives kill -9 of this process.
 */
export class Ledger<E extends LedgerEntry = LedgerEntry> {
  private readonly list: E[] = [];

  constructor(private readonly file?: string) {}

  append(entry: E): void {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
    this.list.push(Object.freeze(entry));
  }

  entries(match?: Labels): readonly E[] {
    return this.list.filter((entry) => labelsFit(match, entry));
  }

  count(match?: Labels): number {
    return this.entries(match).length;
  }
}

/** Reads a ledger file of a process that may have died: a torn last line was never accepted and is left out. */
export const readLedgerFile = <E extends LedgerEntry = LedgerEntry>(file: string): E[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.pop(); // empty after a final newline, else torn
  return lines.map((line) => JSON.parse(line) as E);
};
