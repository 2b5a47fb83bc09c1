import type { ServerResponse } from 'node:http';

const MERGE_MS = 20;
const BEAT_MS = 15_000;

/** Ids of what changed, by what they are ids of. */
type Change<Name extends string> = { readonly [N in Name]?: readonly string[] };

/**
 * Tells pages by Server-Sent Events that something changed, not what; what changes at once is told at once.
 *
 * @param onChange calls back at each change, until what it returned is called
 */
export const streamChanges = <Name extends string>(
  response: ServerResponse,
  names: readonly Name[],
  onChange: (listener: (change: Change<Name>) => void) => () => void,
): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  let pending: Change<Name>[] = [];
  const flush = () => {
    const idsOf = (name: Name) => [...new Set(pending.flatMap((change) => change[name] ?? []))];
    const data = Object.fromEntries(names.map((name) => [name, idsOf(name)]));
    pending = [];
    response.write(`event: change\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stop = onChange((change) => {
    if (pending.length === 0) setTimeout(flush, MERGE_MS).unref();
    pending.push(change);
  });
  const beat = setInterval(() => response.write(': beat\n\n'), BEAT_MS).unref();
  response.on('close', () => {
    stop();
    clearInterval(beat);
  });
};
