import { Clock } from '../../../kernel/index.js';

/** Stands still until it is told to go on. */
export class ManualClock extends Clock {
  private at = Date.parse('2030-01-01T00:00:00Z');

  now(): Date {
    return new Date(this.at);
  }

  advance(ms: number): void {
    this.at += ms;
  }
}
