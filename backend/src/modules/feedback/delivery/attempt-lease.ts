import type { Attempt } from './attempt.js';
import { type AttemptLine, LEASE_MS } from './attempt-line.repository.js';

/**
 * Keeps an attempt with this worker for as long as its call lasts, in beats, so that the lease is short however long a
 * call may take: what a dead process had begun is looked up within seconds (F3).
 */
export class AttemptLease {
  private readonly beat: NodeJS.Timeout;
  private until: number;

  /** @param asked when the attempt was asked for, by `performance.now()`: the lease counts from no earlier */
  constructor(
    private readonly line: AttemptLine,
    private readonly attempt: Attempt,
    asked: number,
  ) {
    this.until = asked + LEASE_MS;
    this.beat = setInterval(() => void this.prolong(), LEASE_MS / 3);
  }

  /**
   * False: this process slept, or could not reach the database, for so long that somebody else may be at the attempt. Then
   * nothing may be sent any more. Asked directly before a call, because a call cannot be fenced.
   */
  get stands(): boolean {
    return performance.now() < this.until;
  }

  release(): void {
    clearInterval(this.beat);
  }

  private async prolong(): Promise<void> {
    const asked = performance.now();
    if (asked >= this.until) return this.release();
    // A beat that is lost is no harm: the next one comes before the lease ends.
    const held = await this.line.hold(this.attempt).catch(() => false);
    if (held) this.until = asked + LEASE_MS;
  }
}
