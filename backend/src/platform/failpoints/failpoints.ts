import { writeSync } from 'node:fs';

/**
 * Named crash points (DESIGN.md §6): no-ops unless armed by FAILPOINTS. The crash sweep kills the process at every one
 * of them; a point without a row in the sweep fails CI, so this list is the whole truth.
 */
export const FAILPOINTS = [
  'intake.before-commit',
  'intake.after-commit',
  'run.after-claim',
  'run.before-suspend',
  'run.after-suspend',
  'run.before-complete',
  'run.after-complete',
  'run.before-fail',
  'run.after-fail',
  'run.after-stop',
  'step.after-begin',
  'step.before-finish',
  'step.after-finish',
  'step.before-record',
  'step.after-record',
  'say.after-begin',
  'say.in-stream',
  'say.before-finish',
  'say.after-finish',
  'tool.before-call',
  'tool.after-call',
  'delegate.after-send',
  'ask.before-commit',
  'ask.after-commit',
  'outbox.after-claim',
  'outbox.after-enqueue',
  'delivery.after-start',
  'delivery.after-send',
  'delivery.after-result',
  'climb.before-commit',
  'climb.after-commit',
  'close.before-commit',
  'close.after-commit',
  'switch.before-commit',
  'switch.after-commit',
  'change.before-commit',
  'change.after-commit',
  'mail-sync.after-fetch',
  'mail-sync.after-store',
  'mail-sync.after-cursor',
  'mail-push.after-mark',
  'mail-read.before-receive',
  'mail-read.after-receive',
  'inbound.after-store',
  'inbound.before-outcome',
  'inbound.after-outcome',
  'answer.before-settle',
  'answer.after-settle',
  'expiry.before-settle',
  'expiry.after-settle',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

/** Instead of a name: kill nothing, tell each point that is passed, so that the sweep knows what there is to hit. */
const TRACE = 'trace';

const armed = new Map<string, number>();
let tracing = false;

/** Arms from `name:hit,name:hit`: the process kills itself when it reaches `name` for the `hit`-th time (1-based). */
export const armFailpoints = (spec: string): void => {
  for (const entry of spec.split(',').filter(Boolean)) {
    const [name = '', hit = '1'] = entry.trim().split(':');
    if (name === TRACE) {
      tracing = true;
      continue;
    }
    if (!FAILPOINTS.some((known) => known === name)) throw new Error(`There is no failpoint named "${name}".`);
    armed.set(name, Number(hit));
  }
};

export const failpoint = (name: Failpoint): void => {
  if (tracing) writeSync(2, `failpoint ${name}\n`);
  if (armed.size === 0) return;
  const left = armed.get(name);
  if (left === undefined) return;
  if (left > 1) {
    armed.set(name, left - 1);
    return;
  }
  writeSync(2, `failpoint ${name}: killing the process\n`);
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process at once; nothing may run in between.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
