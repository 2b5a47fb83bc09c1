import type { ServerResponse } from 'node:http';
import type { Change, Store } from '../store/store.js';

const MERGE_MS = 20;
const BEAT_MS = 15_000;

/** Tells pages by Server-Sent Events that something changed, not what. */
export const streamChanges = (store: Store, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  let pending: Required<{ [K in keyof Change]: Set<string> }> | undefined;
  const flush = () => {
    const data = { channels: [...(pending?.channels ?? [])], users: [...(pending?.users ?? [])] };
    pending = undefined;
    response.write(`event: change\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stop = store.onChange(({ channels = [], users = [] }) => {
    if (!pending) {
      pending = { channels: new Set(), users: new Set() };
      setTimeout(flush, MERGE_MS).unref();
    }
    for (const id of channels) pending.channels.add(id);
    for (const id of users) pending.users.add(id);
  });
  const beat = setInterval(() => response.write(': beat\n\n'), BEAT_MS).unref();
  response.on('close', () => {
    stop();
    clearInterval(beat);
  });
};
