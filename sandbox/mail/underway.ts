/** Work that nobody awaits, so that a test can wait for its end. */
export class Underway {
  private readonly all = new Set<Promise<unknown>>();
  private readonly closing = new AbortController();

  get signal(): AbortSignal {
    return this.closing.signal;
  }

  track(work: Promise<unknown>): void {
    const guarded = work.catch(() => undefined).finally(() => this.all.delete(guarded));
    this.all.add(guarded);
  }

  async settled(): Promise<void> {
    while (this.all.size > 0) await Promise.allSettled(this.all);
  }

  close(): void {
    this.closing.abort();
  }
}
