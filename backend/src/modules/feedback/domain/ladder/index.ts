export { backoffMs } from './backoff.js';
export { buildLadder, type LadderSources, type PersonChannel, type Rung } from './build-ladder.js';
export type { Climb, NextRung, RungAttempt } from './climb.js';
export { ABSENCE_GRACE_MS, nextRung } from './next-rung.js';
export { quietUntil } from './quiet-hours.js';
