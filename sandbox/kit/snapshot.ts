import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A smaller state is written at every change. */
const SMALL = 1_000_000;
/** A larger one may take a tenth of the time. */
const PAUSE = 9;
const AT_LEAST_MS = 50;

/** `snapshot.json`: the whole state, for the next process. */
export class Snapshot<D extends object> {
  private readonly file: string | undefined;
  private due = false;
  private timer: NodeJS.Timeout | undefined;
  private length = 0;
  private tookMs = 0;

  constructor(folder: string | undefined) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    this.file = folder && join(folder, 'snapshot.json');
  }

  read(): D | undefined {
    if (this.file === undefined || !existsSync(this.file)) return undefined;
    return JSON.parse(readFileSync(this.file, 'utf8')) as D;
  }

  /**
   * Has it written once the change is complete, while the state is small: then what the stand-in said it took is there also
   * after a kill -9.
   */
  soon(data: D): void {
    if (this.file === undefined || this.due) return;
    this.due = true;
    const write = () => {
      if (this.due) this.write(data);
    };
    if (this.length < SMALL) queueMicrotask(write);
    else this.timer = setTimeout(write, Math.max(AT_LEAST_MS, this.tookMs * PAUSE));
  }

  /** Whole or not at all: a reader never sees half a file. */
  write(data: D): void {
    clearTimeout(this.timer);
    this.due = false;
    if (this.file === undefined) return;
    const started = performance.now();
    const text = JSON.stringify(data);
    this.length = text.length;
    writeFileSync(`${this.file}.new`, text);
    renameSync(`${this.file}.new`, this.file);
    this.tookMs = performance.now() - started;
  }
}
