import { assertNever } from '../../../kernel/index.js';
import type { LegTimes, Verdict } from './domain/leg-watch.js';

/** What is known of the broker when a leg is given up. */
export interface LegState {
  connected: boolean;
  /** Messages on its subject that were not of this leg, or could not be read. */
  ignored: number;
}

const seconds = (ms: number) => `${ms / 1_000} s`;

/** Why a leg was given up, in words for the person. */
export const legFailure = (
  verdict: Exclude<Verdict, 'wait' | 'resend'> | 'absent',
  workflow: string,
  times: LegTimes,
  { connected, ignored }: LegState,
): Error => {
  const broker = connected ? '' : ' The message broker cannot be reached.';
  const odd = ignored > 0 ? ` (${ignored} messages could not be used)` : '';
  return new Error(`${sentence(verdict, `The workflow ${workflow}`, times)}${odd}.${broker}`);
};

const sentence = (verdict: Parameters<typeof legFailure>[0], who: string, times: LegTimes): string => {
  switch (verdict) {
    case 'absent':
      return `${who} is not running: no service takes its requests`;
    case 'silent':
      return `${who} did not answer within ${seconds(times.firstMs)}`;
    case 'idle':
      return `${who} fell silent for ${seconds(times.idleMs)} in the middle of its answer`;
    case 'incomplete':
      return `A part of the answer of ${who.replace('The', 'the')} was lost, and it did not send it again`;
    case 'too-late':
      return `${who} was not done within ${seconds(times.totalMs)}`;
    default:
      return assertNever(verdict);
  }
};
