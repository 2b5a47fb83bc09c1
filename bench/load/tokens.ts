import { now } from '../lib/now.js';

/** What a quick model makes. */
const PER_SECOND = 50;

/** A text of so many seconds, token by token; each says when it was made. Resolves with its end. */
export function tokens(seconds: number, emit: (token: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let left = Math.round(seconds * PER_SECOND);
    const timer = setInterval(() => {
      emit(`${now().toFixed(3)} `);
      if (--left > 0) return;
      clearInterval(timer);
      resolve();
    }, 1_000 / PER_SECOND);
  });
}
