import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A ledger that several processes write to at once, and that a later one reads on after a kill -9 (SBX-3). Each entry is
 * one line, handed to the kernel in one append before `append` returns. Without a file it lives in memory.
 */
export class SharedLedger<E extends object> {
  private list: Readonly<E>[] = [];
  /** Bytes of the file that `list` holds. */
  private offset = 0;

  constructor(private readonly file?: string) {
    if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  }

  append(entry: E): void {
    if (this.file === undefined) this.list.push(Object.freeze(entry));
    // It begins a line of its own: a writer that was killed in the middle of one spoils only that one.
    else appendFileSync(this.file, `\n${JSON.stringify(entry)}\n`);
  }

  /** Oldest first, those of every process. */
  entries(): readonly Readonly<E>[] {
    if (this.file !== undefined && existsSync(this.file)) this.readOn(this.file);
    return this.list;
  }

  private readOn(file: string): void {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      if (size < this.offset) this.restart();
      const fresh = Buffer.alloc(size - this.offset);
      readSync(handle, fresh, 0, fresh.length, this.offset);
      const complete = fresh.subarray(0, fresh.lastIndexOf(0x0a) + 1);
      this.offset += complete.length;
      this.list.push(
        ...complete
          .toString('utf8')
          .split('\n')
          .flatMap(readLine<E>),
      );
    } finally {
      closeSync(handle);
    }
  }

  /** Somebody emptied the file. */
  private restart(): void {
    this.list = [];
    this.offset = 0;
  }
}

/** A torn line was never accepted. */
const readLine = <E extends object>(line: string): Readonly<E>[] => {
  try {
    return line === '' ? [] : [Object.freeze(JSON.parse(line) as E)];
  } catch {
    return [];
  }
};
