import type { ServerResponse } from 'node:http';
import type { Store } from '../store/store.js';

const MERGE_MS = 20;
const BEAT_MS = 15_000;

/** Tells pages by Server-Sent Events whose mailboxes changed, not how. */
export const streamChanges = (store: Store, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  let pending: Set<string> | undefined;
  const flush = () => {
    const data = { mailboxes: [...(pending ?? [])] };
    pending = undefined;
    response.write(`event: change\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stop = store.onChange((mailboxes) => {
    if (!pending) {
      pending = new Set();
      setTimeout(flush, MERGE_MS).unref();
    }
    for (const email of mailboxes) pending.add(email);
  });
  const beat = setInterval(() => response.write(': beat\n\n'), BEAT_MS).unref();
  response.on('close', () => {
    stop();
    clearInterval(beat);
  });
};
