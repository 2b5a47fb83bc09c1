import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { chunk, piecesOf, usageChunk } from './chat-wire.js';
import type { DemoFaultKind } from './demo-faults.js';

export interface Pace {
  readonly tokensPerSecond: number;
  readonly firstTokenMs: number;
}

export interface Reply {
  readonly model: string;
  readonly text: string;
  readonly usage: object;
  readonly includeUsage: boolean;
  readonly fault: DemoFaultKind | undefined;
}

const SLOW_FACTOR = 10;

/** Streams at the set rate by the clock, not by sleeping per token: timers are too coarse for high rates. */
export const streamReply = async (response: ServerResponse, reply: Reply, pace: Pace): Promise<void> => {
  const send = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const rate = pace.tokensPerSecond / 1_000 / (reply.fault === 'slow' ? SLOW_FACTOR : 1);
  const pieces = cutShort(piecesOf(reply.text), reply.fault);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  await delay(pace.firstTokenMs);
  const start = performance.now();
  for (let sent = 0; sent < pieces.length; ) {
    if (response.destroyed) return; // the caller has gone
    const due = Math.min(pieces.length, 1 + Math.floor((performance.now() - start) * rate));
    for (; sent < due; sent += 1) send(chunk(reply.model, { content: pieces[sent] }));
    if (sent < pieces.length) await delay(Math.max(1, sent / rate - (performance.now() - start)));
  }
  finish(response, reply, send);
};

/** These faults show in the middle of the text. */
const cutShort = (pieces: string[], fault: DemoFaultKind | undefined): string[] =>
  fault === 'cut' || fault === 'stall' || fault === 'truncated'
    ? pieces.slice(0, Math.max(1, Math.floor(pieces.length / 3)))
    : pieces;

const finish = (response: ServerResponse, reply: Reply, send: (event: object) => void): void => {
  if (reply.fault === 'stall') return; // the caller has to lose patience
  if (reply.fault === 'cut') {
    response.destroy();
    return;
  }
  send(chunk(reply.model, {}, reply.fault === 'truncated' ? 'length' : 'stop'));
  if (reply.includeUsage) send(usageChunk(reply.model, reply.usage));
  response.end('data: [DONE]\n\n');
};
