/**
 * Remembers what a slow look-up found for a short time, and lets concurrent callers share one look-up. Absence is not
 * remembered: made-up keys would fill it.
 */
export class ShortMemory<T> {
  private readonly entries = new Map<string, { found: Promise<T | undefined>; until: number }>();

  constructor(
    private readonly ttlMs: number,
    private readonly maxEntries = 20_000,
  ) {}

  async get(key: string, nowMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const entry = this.entries.get(key);
    if (entry && nowMs < entry.until) return entry.found;
    const found = look();
    // Counts from before the look-up: what changes during it is seen in time, too.
    const fresh = { found, until: nowMs + this.ttlMs };
    this.entries.delete(key);
    this.entries.set(key, fresh);
    this.forgetOldest();
    try {
      const value = await found;
      if (value === undefined) this.drop(key, fresh);
      return value;
    } catch (error) {
      this.drop(key, fresh);
      throw error;
    }
  }

  clear(): void {
    this.entries.clear();
  }

  get size(): number {
    return this.entries.size;
  }

  private drop(key: string, entry: object) {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }

  private forgetOldest() {
    if (this.entries.size <= this.maxEntries) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
