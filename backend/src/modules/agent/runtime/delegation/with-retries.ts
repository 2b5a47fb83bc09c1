import { setTimeout as delay } from 'node:timers/promises';
import { AgentCallFailed } from '../../directory/remote/agent-call-failed.js';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Who asks for more is as good as away. */
const LONGEST_WAIT_MS = 60_000;

const pauseAfter = (tries: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 3 ** (tries - 1));

/** Tries again what may work later, after what the other side asks for or growing pauses. @throws AgentCallFailed the last one */
export const withRetries = async <T>(
  maxTries: number,
  signal: AbortSignal,
  work: (before: AgentCallFailed | null) => Promise<T>,
): Promise<T> => {
  let before: AgentCallFailed | null = null;
  for (let tries = 1; ; tries++) {
    try {
      return await work(before);
    } catch (error) {
      if (!(error instanceof AgentCallFailed) || error.failure.kind !== 'unavailable' || tries >= maxTries) throw error;
      const pause = error.failure.retryAfterMs ?? pauseAfter(tries);
      if (pause > LONGEST_WAIT_MS) throw error;
      // What may have happened once stays possible, whatever the later tries say.
      if (before?.failure.kind !== 'unavailable' || before.failure.happened !== 'maybe') before = error;
      await delay(pause, undefined, { signal });
    }
  }
};
