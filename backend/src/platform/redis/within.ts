const TURN_MS = 50;

/**
 * Waits that long for an answer, counted in turns of the event loop and not by the clock alone: after a turn that took a second,
 * a timer would speak up before the answer is read that has long been there.
 */
export const within = <T>(answer: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    let turns = Math.ceil(ms / TURN_MS);
    const timer = setInterval(() => {
      turns -= 1;
      if (turns > 0) return;
      clearInterval(timer);
      reject(new Error(`No answer within ${ms} ms.`));
    }, TURN_MS);
    answer.then(resolve, reject).finally(() => clearInterval(timer));
  });
