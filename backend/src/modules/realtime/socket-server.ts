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
import { CLOSE_CODES, MAX_FRAME_BYTES } from '@parley/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { isAllowedOrigin } from '../../platform/http/index.js';
import { LoginRevocations } from '../auth/index.js';
import { Connection } from './connection.js';
import { FrameRouter } from './frame-router.js';
import { REALTIME_SETTINGS, type RealtimeSettings } from './realtime-settings.js';

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
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    this.revocations.ids.subscribe((loginId) => this.closeLogin(loginId));
    this.timers.push(setInterval(() => void this.closeRevoked(), REVOCATION_POLL_MS));
    this.timers.push(setInterval(() => this.pingAll(), PING_MS));
  }

  /** Before the HTTP server closes, which would wait for every open socket. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.sockets.close();
    for (const connection of this.connections) connection.close(CLOSE_CODES.GOING_AWAY, 'the server restarts');
    const deadline = performance.now() + GOODBYE_MS;
    while (this.connections.size && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    for (const connection of this.connections) connection.terminate();
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?', 1)[0] !== PATH) refuse(socket, '404 Not Found');
    else if (!isAllowedOrigin(request.headers.origin, this.settings.allowedOrigins)) refuse(socket, '403 Forbidden');
    else this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.open(webSocket));
  }

  private open(webSocket: WebSocket): void {
    const connection = new Connection(webSocket, (connection, frame) => this.router.handle(connection, frame));
    this.connections.add(connection);
    webSocket.on('close', () => {
      this.connections.delete(connection);
      connection.dispose();
    });
    webSocket.on('error', (error) => this.log.debug(`socket: ${error.message}`));
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

  private pingAll(): void {
    for (const connection of this.connections) connection.ping();
  }
}

const refuse = (socket: Duplex, status: string): void => {
  // Node has taken its own listener off at the upgrade: without one, a client that hangs up here ends the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
