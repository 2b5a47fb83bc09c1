import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SlackFaults } from '../faults.js';
import type { SlackApp } from '../types.js';
import type { Parcel, Reply, Transport } from './transport.js';

/** Slack's limit of connections per app. */
const MOST_SOCKETS = 10;
const PING_EVERY_MS = 10_000;
const CLOSING_MS = 200;
const TICKET_LIVES_MS = 30_000;
const CLOSE_AFTER_MS = { warning: 10_000, refresh_requested: 10_000, link_disabled: 0, too_many_websockets: 0 };
export type DisconnectReason = keyof typeof CLOSE_AFTER_MS;

interface Connection {
  readonly socket: WebSocket;
  readonly waiting: Map<string, (reply: Reply) => void>;
  /** Told to go; gets nothing more. */
  leaving: boolean;
}

/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export class SocketHub implements Transport {
  readonly via = 'socket';
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly connections = new Set<Connection>();
  private readonly tickets = new Map<string, number>();
  private turn = 0;

  constructor(
    private readonly app: SlackApp,
    private readonly faults: SlackFaults,
    private readonly ackTimeoutMs: number,
    private readonly onChange: () => void,
  ) {}

  get size(): number {
    return this.connections.size;
  }

  /** A ticket opens one connection. */
  newTicket(): string {
    const ticket = randomUUID();
    this.tickets.set(ticket, Date.now() + TICKET_LIVES_MS);
    return ticket;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const ticket = url.searchParams.get('ticket') ?? '';
    const goodUntil = this.tickets.get(ticket) ?? 0;
    this.tickets.delete(ticket);
    if (!url.pathname.startsWith('/link') || goodUntil < Date.now()) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (opened) => this.welcome(opened));
  }

  /** One of the connections gets it, each in its turn. */
  send({ type, payload, retryNum, retryReason }: Parcel): Promise<Reply> {
    const open = [...this.connections].filter(({ leaving, socket }) => !leaving && socket.readyState === socket.OPEN);
    const connection = open[this.turn++ % Math.max(open.length, 1)];
    if (!connection) return Promise.resolve({ outcome: 'no_socket' });
    const envelopeId = randomUUID();
    const retry = type === 'events_api' ? { retry_attempt: retryNum ?? 0, retry_reason: retryReason ?? '' } : {};
    const envelope = {
      envelope_id: envelopeId,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...retry,
    };
    return new Promise((resolve) => {
      const settle = (reply: Reply) => {
        clearTimeout(timer);
        connection.waiting.delete(envelopeId);
        resolve(reply);
      };
      const timer = setTimeout(() => settle({ outcome: 'http_timeout', envelopeId }), this.ackTimeoutMs);
      connection.waiting.set(envelopeId, settle);
      connection.socket.send(JSON.stringify(envelope));
    });
  }

  refresh(reason: DisconnectReason): void {
    for (const connection of this.connections) this.dismiss(connection, reason);
  }

  drop(): void {
    for (const { socket } of this.connections) socket.terminate();
  }

  /** Goes as a server does that shuts down: with a word first. */
  async close(): Promise<void> {
    const open = [...this.connections].map(({ socket }) => socket);
    const gone = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of open) socket.close(1001);
    await Promise.race([Promise.all(gone), sleep(CLOSING_MS, undefined, { ref: false })]);
    this.drop();
  }

  private welcome(socket: WebSocket): void {
    const connection: Connection = { socket, waiting: new Map(), leaving: false };
    const fault = this.faults.takeForSocket();
    this.connections.add(connection);
    this.onChange();
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on('message', (data) => this.read(connection, String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pings);
      this.connections.delete(connection);
      for (const settle of [...connection.waiting.values()]) settle({ outcome: 'connection_failed' });
      this.onChange();
    });
    if (fault?.kind === 'too_many_websockets' || this.connections.size > MOST_SOCKETS) {
      this.dismiss(connection, 'too_many_websockets');
      return;
    }
    socket.send(JSON.stringify(this.hello()));
    if (fault?.kind === 'socket_cut') socket.terminate();
  }

  private hello(): object {
    const debug_info = { host: 'applink-sandbox', build_number: 1, approximate_connection_time: 18_060 };
    return {
      type: 'hello',
      num_connections: this.connections.size,
      connection_info: { app_id: this.app.appId },
      debug_info,
    };
  }

  private dismiss(connection: Connection, reason: DisconnectReason): void {
    connection.leaving = true;
    connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-sandbox' } }));
    setTimeout(() => connection.socket.close(), CLOSE_AFTER_MS[reason]).unref();
  }

  private read(connection: Connection, text: string): void {
    try {
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
      const settle = connection.waiting.get(envelope_id ?? '');
      if (envelope_id !== undefined) settle?.({ outcome: 'acked', body: payload, envelopeId: envelope_id });
    } catch {
      connection.socket.close(1003);
    }
  }
}
