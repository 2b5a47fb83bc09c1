import { useCallback, useEffect, useState } from 'react';

const EVERY_MS = 1_000;

/** Reads again and again while it is shown: faults that were used up and the ledger tell nobody that they changed. */
export const usePoll = (work: () => Promise<void>): (() => void) => {
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is asked for by its number
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () =>
      work()
        .catch(() => undefined)
        .then(() => {
          if (!isOver) timer = setTimeout(next, EVERY_MS);
        });
    void next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [work, turn]);
  return useCallback(() => setTurn((before) => before + 1), []);
};
