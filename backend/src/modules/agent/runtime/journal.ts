import type { JournalEntry } from '../../agent-state/index.js';
import { JournalMismatch } from './run-errors.js';

/** One run's journal during one activation: which keys are recorded, and which the code has reached again. */
export class Journal {
  private readonly entries: Map<string, JournalEntry>;
  private readonly unvisited: Map<string, JournalEntry>;
  private readonly occurrences = new Map<string, number>();

  constructor(entries: JournalEntry[]) {
    this.entries = new Map(entries.map((entry) => [entry.key, entry]));
    this.unvisited = new Map(this.entries);
  }

  /** Key of the next unit of this name on this branch path: its place in the code, not in time. */
  nextKey(path: string, name: string): string {
    const base = `${path}${name}`;
    const occurrence = (this.occurrences.get(base) ?? 0) + 1;
    this.occurrences.set(base, occurrence);
    return `${base}#${occurrence}`;
  }

  visit(key: string): JournalEntry | undefined {
    this.unvisited.delete(key);
    return this.entries.get(key);
  }

  /**
   * Before new work on a path: all that the path has recorded must have been reached. Units that began side by side
   * are reached within the same turn of the event loop, so one turn is waited before judging.
   * @throws JournalMismatch
   */
  async assertReplayed(path: string): Promise<void> {
    if (!this.missedOn(path)) return;
    await new Promise((resolve) => setImmediate(resolve));
    const missed = this.missedOn(path);
    if (missed) throw this.mismatch(missed);
  }

  /** All that is recorded has been reached. */
  get isReplayed(): boolean {
    return this.unvisited.size === 0;
  }

  /** At the end of an activation. @throws JournalMismatch */
  assertAllReplayed(): void {
    const missed = this.unvisited.values().next().value;
    if (missed) throw this.mismatch(missed);
  }

  private missedOn(path: string): JournalEntry | undefined {
    if (this.unvisited.size === 0) return undefined;
    for (const entry of this.unvisited.values()) {
      const end = entry.key.lastIndexOf('/') + 1;
      if (entry.key.slice(0, end) === path) return entry;
    }
    return undefined;
  }

  private mismatch(missed: JournalEntry): JournalMismatch {
    const first = Math.min(...[...this.unvisited.values()].map((entry) => entry.position));
    return new JournalMismatch(missed.key, first);
  }
}
