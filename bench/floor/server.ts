// The floors behind a real socket: frames as the product's clients send them, and for each only what it cannot do without.
// `server.ts <databaseUrl>`: /pg/ws stores every message, /memory/ws none (what transport and load generator take alone),
// /ask/ws begins a run that asks.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientFrame } from '@parley/contracts';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from '../lib/child.js';
import { RunFloor } from './run-floor.js';
import { addSessions, createFloor } from './schema.js';

/** As many connections as the product's own pool has. */
const POOL_SIZE = 12;

const pool = new pg.Pool({ connectionString: process.argv[2], max: POOL_SIZE });
await createFloor(pool);
const runs = new RunFloor(pool);

const store = (id: string, sessionId: string, text: string) =>
  pool.query({
    name: 'store',
    text: 'INSERT INTO message (id, session_id, author, text) VALUES ($1, $2, $3, $4)',
    values: [id, sessionId, 'Ada', text],
  });

const send = (socket: WebSocket, frame: object) => socket.send(JSON.stringify(frame));
const event = (type: string, payload: object) => ({ type: 'event', event: { type, payload } });
const runUpdate = (status: string) => event('run.updated', { run: { status } });

async function ask(socket: WebSocket, sessionId: string): Promise<void> {
  const { runId, requestId, ended } = await runs.ask(sessionId);
  send(socket, event('feedback.requested', { request: { id: requestId, runId } }));
  send(socket, runUpdate('WAITING_FOR_FEEDBACK'));
  await ended;
  send(socket, runUpdate('COMPLETED'));
}

async function handle(socket: WebSocket, mode: string, frame: ClientFrame): Promise<void> {
  if (frame.type === 'auth') return send(socket, { type: 'ready' });
  if (frame.type === 'message.send') {
    if (mode === 'ask') return ask(socket, frame.sessionId);
    if (mode === 'pg') await store(frame.message.id, frame.sessionId, frame.message.text);
  }
  if (frame.type === 'feedback.answer') await runs.answer(frame.requestId, frame.answer);
  send(socket, { type: 'ack', ref: 'ref' in frame ? frame.ref : null });
}

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const mode = request.url?.split('/')[1] ?? '';
  socket.on('message', (data) => {
    handle(socket, mode, JSON.parse(String(data)) as ClientFrame).catch((error) => {
      console.error(error);
      socket.terminate();
    });
  });
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;

serve({
  url: () => url,
  sessions: async (ids: string[]) => void (await addSessions(pool, ids)),
  stamps: () => {
    const all = [...runs.stamps];
    runs.stamps.clear();
    return all;
  },
});
