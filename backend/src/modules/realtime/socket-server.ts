import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CLOSE_CODES, type ClientFrame, MAX_FRAME_BYTES } from '@parley/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { newId } from '../../kernel/index.js';
import { isAllowedOrigin } from '../../platform/http/index.js';
import { ProcessGauges } from '../../platform/processes/index.js';
import { correlate } from '../../platform/telemetry/index.js';
import { LoginRevocations } from '../auth/index.js';
import { Connection } from './connection.js';
import { FrameRouter } from './frame-router.js';
import { REALTIME_SETTINGS, type RealtimeSettings } from './realtime-settings.js';
import { SocketMetrics } from './socket-metrics.js';

const PATH = '/ws';
const REVOCATION_POLL_MS = 2_000;
const PING_MS = 25_000;
/** How long a client may take to say goodbye when the server stops. */
const GOODBYE_MS = 500;

/**
 * The WebSocket endpoint: plain `ws` on the HTTP server, because the hot path wants no observable per message
 * (reference/performance.md §2.2). Compression stays off: it costs memory per socket and CPU per token.
 */
@Injectable()
export class SocketServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SocketServer.name);
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  private readonly connections = new Set<Connection>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    @Inject(REALTIME_SETTINGS) private readonly settings: RealtimeSettings,
    private readonly host: HttpAdapterHost,
    private readonly router: FrameRouter,
    private readonly revocations: LoginRevocations,
    private readonly metrics: SocketMetrics,
    private readonly gauges: ProcessGauges,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    this.revocations.ids.subscribe((loginId) => this.closeLogin(loginId));
    this.timers.push(setInterval(() => void this.closeRevoked(), REVOCATION_POLL_MS));
    this.timers.push(setInterval(() => this.pingAll(), PING_MS));
    this.gauges.set('sockets', () => this.connections.size);
    this.gauges.set('sessions', () => this.sessionsFollowed());
  }

  /** Before the HTTP server closes, which would wait for every open socket. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.sockets.close();
    for (const connection of this.connections) connection.close(CLOSE_CODES.SERVICE_RESTART, 'the server restarts');
    const deadline = performance.now() + GOODBYE_MS;
    while (this.connections.size && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    for (const connection of this.connections) connection.terminate();
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?', 1)[0] !== PATH) refuse(socket, '404 Not Found');
    else if (!isAllowedOrigin(request.headers.origin, this.settings.allowedOrigins)) refuse(socket, '403 Forbidden');
    else this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.open(webSocket, socket));
  }

  private open(webSocket: WebSocket, wire: Duplex): void {
    const connection = new Connection(webSocket, wire, (connection, frame) => this.serve(connection, frame));
    const closed = this.metrics.opened(connection);
    this.connections.add(connection);
    webSocket.on('close', (code) => {
      closed(code);
      this.connections.delete(connection);
      connection.dispose();
    });
    webSocket.on('error', (error) => this.log.debug(`socket: ${error.message}`));
  }

  private serve(connection: Connection, frame: ClientFrame): Promise<void> {
    this.metrics.received(frame);
    return correlate({ requestId: newId() }, () => this.router.handle(connection, frame));
  }

  private closeLogin(loginId: string): void {
    for (const connection of this.connections) {
      if (connection.principal?.loginId === loginId) connection.close(CLOSE_CODES.UNAUTHORIZED, 'signed out');
    }
  }

  /** Logins that another process revoked, and access tokens that ran out (API-1: within 5 s). */
  private async closeRevoked(): Promise<void> {
    const open = [...this.connections].filter((connection) => connection.principal);
    for (const connection of open) connection.closeIfExpired();
    try {
      const principals = open.flatMap((connection) => connection.principal ?? []);
      const revoked = await this.revocations.revokedAmong(principals);
      for (const { loginId } of revoked) this.closeLogin(loginId);
    } catch (error) {
      this.log.warn(`could not look for revoked logins: ${String(error)}`);
    }
  }

  private sessionsFollowed(): number {
    const sessions = new Set<string>();
    for (const { subscriptions } of this.connections) for (const id of subscriptions.keys()) sessions.add(id);
    return sessions.size;
  }

  private pingAll(): void {
    for (const connection of this.connections) connection.ping();
  }
}

const refuse = (socket: Duplex, status: string): void => {
  // Node has taken its own listener off at the upgrade: without one, a client that hangs up here ends the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
