import { now } from '../lib/now.js';

/** A run that waits for its answer. `answer` resolves when the run has ended, with when the step after the answer began. */
export interface Paused {
  answer(text: string): Promise<number>;
}

/** Something that can run "step, question, step" durably, called by function in its own process. */
export interface Engine {
  /** Runs until it waits. @param old in a conversation that has messages already, where it has conversations */
  begin(number: number, old: boolean): Promise<Paused>;
}

export interface CycleLoad {
  /** How many go on at once, each one after the other. */
  lines: number;
  old: boolean;
  seconds: number;
}
export interface CycleRound {
  /** Answer → the next step, in milliseconds. */
  took: number[];
  perSecond: number;
  done: number;
}

const WARM_UP_S = 0.5;
let begun = 0;

/** Start → step → question → answer → step → end, again and again. No socket and no second process: the least there can be around it. */
export async function cycles(engine: Engine, { lines, old, seconds }: CycleLoad): Promise<CycleRound> {
  const from = now() + WARM_UP_S * 1_000;
  const until = from + seconds * 1_000;
  const took: number[] = [];
  let done = 0;
  const line = async () => {
    while (now() < until) {
      const paused = await engine.begin(begun++, old);
      const at = now();
      const next = await paused.answer('Take the second one, please.');
      done++;
      if (at >= from) took.push(next - at);
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  return { took, done, perSecond: (took.length / (now() - from)) * 1_000 };
}
