import type { ClientFrame, ServerFrame } from '@parley/contracts';
import WebSocket from 'ws';

const PING_MS = 5_000;
/** As the web app has it: at once with some jitter, then more and more slowly. */
const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 4_000;
const GROWTH = 1.6;
const OPEN_WITHIN_MS = 6_000;

export interface LineEvents {
  /** Signed in: everything has to be asked for anew. */
  onReady(): void;
  onFrame(frame: ServerFrame): void;
}

/** A WebSocket that comes back, like that of the web app. */
export class Line {
  /** Close codes, by how often. */
  readonly closes = new Map<number, number>();
  private socket: WebSocket | undefined;
  private ready = false;
  private failures = 0;
  private lastFrameAt = 0;
  private readonly heartbeat: NodeJS.Timeout;
  private timer: NodeJS.Timeout | undefined;
  private over = false;

  constructor(
    private readonly url: string,
    private readonly origin: string,
    private readonly token: string,
    private readonly events: LineEvents,
  ) {
    this.heartbeat = setInterval(() => this.beat(), PING_MS);
    this.connect();
  }

  get isReady(): boolean {
    return this.ready;
  }

  send(frame: ClientFrame): boolean {
    if (!this.ready) return false;
    this.socket?.send(JSON.stringify(frame));
    return true;
  }

  close(): void {
    this.over = true;
    clearInterval(this.heartbeat);
    clearTimeout(this.timer);
    this.socket?.terminate();
  }

  private connect(): void {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/ws`, {
      origin: this.origin,
      handshakeTimeout: OPEN_WITHIN_MS,
    });
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: this.token, v: 1 })));
    socket.on('message', (data) => this.take(JSON.parse(String(data)) as ServerFrame));
    socket.on('error', () => undefined);
    socket.on('close', (code) => this.down(code));
  }

  private take(frame: ServerFrame): void {
    this.lastFrameAt = performance.now();
    if (frame.type === 'ready') {
      this.ready = true;
      this.failures = 0;
      this.events.onReady();
    } else this.events.onFrame(frame);
  }

  private down(code: number): void {
    this.ready = false;
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
    if (this.over) return;
    const wait = FIRST_WAIT_MS * (1 + Math.random()) * GROWTH ** this.failures++;
    this.timer = setTimeout(() => this.connect(), Math.min(wait, LONGEST_WAIT_MS));
  }

  private beat(): void {
    if (!this.ready) return;
    if (performance.now() - this.lastFrameAt > 2 * PING_MS) this.socket?.terminate();
    else this.send({ type: 'ping' });
  }
}
