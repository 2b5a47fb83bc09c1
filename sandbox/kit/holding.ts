const AT_MOST_MS = 1_000;

/** Events that wait until a later one overtook them. */
export class Holding {
  private readonly waiting = new Set<() => void>();

  untilAnotherPassed(): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, AT_MOST_MS);
      this.waiting.add(go);
    });
  }

  release(): void {
    for (const go of [...this.waiting]) go();
  }
}
