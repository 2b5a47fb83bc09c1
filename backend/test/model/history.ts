/** A value that changes, and when: nobody knows the moment better than between two times. */
export class History<T> {
  private readonly changes: { from: number; to: number; value: T; sure: boolean }[];

  constructor(first: T) {
    this.changes = [{ from: 0, to: 0, value: first, sure: true }];
  }

  /** @param sure false: perhaps it was not changed at all */
  record(from: number, to: number, value: T, sure = true): void {
    this.changes.push({ from, to, value, sure });
  }

  /** Every value that may have held at some moment of this time. */
  during(from: number, to: number): T[] {
    const begun = this.changes.filter((change) => change.from <= to);
    // Over before, if a later change was surely made.
    return begun
      .filter((_, at) => !begun.slice(at + 1).some((later) => later.sure && later.to < from))
      .map(({ value }) => value);
  }

  surely(value: T, from: number, to: number): boolean {
    return this.during(from, to).every((held) => held === value);
  }
}
