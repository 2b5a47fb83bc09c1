import type { Store } from '@/lib/store';

/** The line seems fine although a request failed: tried again after this. */
const RETRY_MS = 3_000;

/** Answers given while the server could not be reached. Each leaves by itself once the line is back, unless dropped. */
export const createHeldAnswers = (lineDownSince: Store<number | null>) => {
  const held = new Map<string, () => void>();
  const sendAll = () => {
    if (lineDownSince.get() !== null) return;
    const waiting = [...held.values()];
    held.clear();
    for (const send of waiting) send();
  };
  lineDownSince.subscribe(sendAll);
  return {
    hold: (id: string, send: () => void) => {
      held.set(id, send);
      setTimeout(sendAll, RETRY_MS);
    },
    drop: (id: string) => held.delete(id),
    clear: () => held.clear(),
  };
};
