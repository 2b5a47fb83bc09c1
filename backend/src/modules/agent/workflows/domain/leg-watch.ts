import type { Workflow } from './workflow.js';

export type LegTimes = Pick<Workflow, 'firstMs' | 'idleMs' | 'gapMs' | 'totalMs'>;

/** A service that comes back finds its work again soon. */
const ABSENT_RETRY_MS = 500;
const TRIES_WITHOUT_PROGRESS = 8;
const LONGEST_BACK_OFF = 3;
/** Of the time that may pass in silence: asked again after so much of it, and then so often, as what is asked may be lost too. */
const QUIET_SHARE = 1 / 3;
const AGAIN_SHARE = 1 / 9;

export type Verdict = 'wait' | 'resend' | 'silent' | 'idle' | 'incomplete' | 'too-late';

/** The time rules of a leg (docs/workflows.md, *Rules*). Every moment is in milliseconds of one clock that never goes back. */
export class LegWatch {
  private heardAt: number | null = null;
  private gapSince: number | null = null;
  private fruitless = 0;
  private absent = false;
  private sentAt: number;

  constructor(
    private readonly times: LegTimes,
    private readonly beganAt: number,
  ) {
    this.sentAt = beganAt;
  }

  get hasHeard(): boolean {
    return this.heardAt !== null;
  }

  heard(now: number): void {
    this.heardAt = now;
    this.absent = false;
  }

  progressed(): void {
    this.fruitless = 0;
    this.gapSince = null;
  }

  /** @param open something is missing */
  gap(open: boolean, now: number): void {
    this.gapSince = open ? (this.gapSince ?? now) : null;
  }

  sent(now: number): void {
    this.sentAt = now;
    this.absent = false;
    if (this.gapSince !== null) this.fruitless += 1;
  }

  /** Nobody is there to take the request. */
  noResponders(): void {
    this.absent = true;
  }

  check(now: number): Verdict {
    if (now - this.beganAt >= this.times.totalMs) return 'too-late';
    const limit = this.heardAt === null ? this.times.firstMs : this.times.idleMs;
    const quietSince = this.heardAt ?? this.beganAt;
    if (now - quietSince >= limit) return this.heardAt === null ? 'silent' : 'idle';
    if (this.fruitless >= TRIES_WITHOUT_PROGRESS) return 'incomplete';
    return this.due(now, quietSince, limit) ? 'resend' : 'wait';
  }

  private due(now: number, quietSince: number, limit: number): boolean {
    if (this.absent && now - this.sentAt >= ABSENT_RETRY_MS) return true;
    if (now - quietSince >= limit * QUIET_SHARE && now - this.sentAt >= limit * AGAIN_SHARE) return true;
    if (this.gapSince === null) return false;
    const patience = this.times.gapMs * 2 ** Math.min(this.fruitless, LONGEST_BACK_OFF);
    return now - Math.max(this.gapSince, this.sentAt) >= patience;
  }
}
