// The floor of everything that only sends: plain `ws` with the frames of the product, no store, no access, no log.
// /fan/ws: a message goes as an event to everybody on the same session; /stream/ws: it starts a text of so many seconds.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientFrame } from '@parley/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from '../lib/child.js';
import { memory } from '../lib/memory.js';
import { now } from '../lib/now.js';
import { tokens } from '../load/tokens.js';

/** When an event was given to the sockets: `session:seq` → time. */
const told = new Map<string, number>();
const rooms = new Map<string, Set<WebSocket>>();
let seq = 0;

const eventOf = (sessionId: string, type: string, payload: object) =>
  JSON.stringify({ type: 'event', event: { at: new Date().toISOString(), seq: ++seq, type, payload, sessionId } });

function join(socket: WebSocket, sessionId: string): void {
  const room = rooms.get(sessionId) ?? new Set();
  rooms.set(sessionId, room.add(socket));
  socket.once('close', () => room.delete(socket));
}

function fan({ sessionId, message }: Extract<ClientFrame, { type: 'message.send' }>): void {
  const { id, text } = message;
  const stored = {
    ...{ id, sessionId, role: 'USER', type: 'TEXT', status: 'SENT', text, channel: 'WEB', author: 'Person 1' },
    ...{ runId: null, feedbackRequestId: null, createdAt: new Date().toISOString() },
  };
  const frame = eventOf(sessionId, 'message.created', { message: stored });
  told.set(`${sessionId}:${seq}`, now());
  for (const socket of rooms.get(sessionId) ?? []) socket.send(frame);
}

async function stream(socket: WebSocket, sessionId: string, messageId: string, seconds: number): Promise<void> {
  let offset = 0;
  await tokens(seconds, (text) => {
    socket.send(JSON.stringify({ type: 'delta', sessionId, messageId, offset, text }));
    offset += text.length;
  });
  socket.send(eventOf(sessionId, 'message.completed', { messageId }));
}

function handle(socket: WebSocket, mode: string, frame: ClientFrame): void {
  if (frame.type === 'subscribe') join(socket, frame.sessionId);
  const reply = frame.type === 'auth' ? { type: 'ready' } : { type: 'ack', ref: 'ref' in frame ? frame.ref : null };
  socket.send(JSON.stringify(reply));
  if (frame.type !== 'message.send') return;
  if (mode === 'fan') fan(frame);
  else void stream(socket, frame.sessionId, frame.message.id, Number(frame.message.text));
}

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const mode = request.url?.split('/')[1] ?? '';
  socket.on('message', (data) => handle(socket, mode, JSON.parse(String(data)) as ClientFrame));
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 });
await once(http, 'listening');
const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;

serve({
  url: () => url,
  told: () => {
    const all = [...told];
    told.clear();
    return all;
  },
  memory,
  cpu: () => process.cpuUsage(),
});
