import type { Duplex } from 'node:stream';
import { CLOSE_CODES, type ClientFrame, clientFrameSchema, type ServerFrame } from '@parley/contracts';
import type { RawData, WebSocket } from 'ws';
import { DomainError } from '../../kernel/index.js';
import { invalidRequest, toProblem } from '../../platform/http/index.js';
import type { Principal } from '../auth/index.js';

const AUTH_WITHIN_MS = 5_000;
/** More than a person and a busy page need. A flood ends the socket, so others are not slowed down (T22). */
const MAX_FRAMES_PER_SECOND = 100;
const MAX_SUBSCRIPTIONS = 50;
/** Bytes that may wait for a slow reader. Beyond, it is cut off and resumes from its last `seq`. */
const MAX_BUFFERED = 4 * 1024 * 1024;
/** Above this, streamed text is merged until the reader has caught up. */
const BEHIND = 64 * 1024;

/** What serves a frame; what it throws becomes an `error` frame. */
export type FrameHandler = (connection: Connection, frame: ClientFrame) => Promise<void>;

/** Something that listens for this socket until it is told to end. */
interface Listening {
  end(): void;
}

/** One open socket: who it is, what it follows, and how it is kept within its bounds. */
export class Connection {
  principal: Principal | undefined;
  readonly subscriptions = new Map<string, Listening>();
  /** Frames to the client so far. */
  sent = 0;
  private readonly authTimer: NodeJS.Timeout;
  private frames = 0;
  private frameWindow = 0;
  private alive = true;
  private leave: (() => void) | undefined;
  /** Frames are handled one after the other: what a client sent first takes effect first. */
  private tail: Promise<void> = Promise.resolve();

  private gathering = false;

  /** @param wire what the socket writes to */
  constructor(
    private readonly socket: WebSocket,
    private readonly wire: Duplex,
    private readonly serve: FrameHandler,
  ) {
    this.authTimer = setTimeout(() => this.close(CLOSE_CODES.UNAUTHORIZED, 'sign in first'), AUTH_WITHIN_MS);
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => {
      this.alive = true;
    });
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** For frames that go to many sockets and are written once. */
  sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      this.close(CLOSE_CODES.TOO_SLOW, 'too slow');
      this.socket.terminate();
      return;
    }
    this.sent += 1;
    this.gather();
    this.socket.send(text);
  }

  /** What one commit sends (the event, the marker in the list, the ack) leaves in one write, at the end of this tick. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.wire.cork();
    process.nextTick(() => {
      this.gathering = false;
      this.wire.uncork();
    });
  }

  get behind(): boolean {
    return this.socket.bufferedAmount > BEHIND;
  }

  /** So much waits that what is read from the log should wait too, lest the reader be taken for a slow one. */
  get full(): boolean {
    return this.socket.bufferedAmount > MAX_BUFFERED / 4;
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Also with a fresh token on an open connection. @param join what to do the first time; it returns the undoing */
  authenticated(principal: Principal, join: () => () => void): void {
    clearTimeout(this.authTimer);
    // It may have gone while its token was looked at: nobody would take it off the list again.
    if (!this.open) return;
    this.principal = principal;
    this.leave ??= join();
  }

  /** @param follow makes the subscription, which listens from then on: only where there is room for it */
  addSubscription<L extends Listening>(sessionId: string, follow: () => L): L {
    this.subscriptions.get(sessionId)?.end();
    if (this.subscriptions.size >= MAX_SUBSCRIPTIONS && !this.subscriptions.has(sessionId))
      throw new DomainError('invalid_request', `One connection follows ${MAX_SUBSCRIPTIONS} sessions at most.`);
    const subscription = follow();
    if (this.open) this.subscriptions.set(sessionId, subscription);
    else subscription.end();
    return subscription;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  closeIfExpired(): void {
    if (this.principal && this.principal.expiresAt.getTime() <= Date.now())
      this.close(CLOSE_CODES.UNAUTHORIZED, 'the access token has run out');
  }

  ping(): void {
    if (this.alive) this.socket.ping();
    else this.socket.terminate();
    this.alive = false;
  }

  dispose(): void {
    clearTimeout(this.authTimer);
    this.leave?.();
    for (const subscription of this.subscriptions.values()) subscription.end();
    this.subscriptions.clear();
  }

  private receive(data: RawData, isBinary: boolean): void {
    // Once closed, also by a logout, nothing counts: a client need not answer our close frame, and may go on sending.
    if (!this.open) return;
    if (this.isFlood()) {
      this.close(CLOSE_CODES.RATE_LIMITED, 'too many frames');
      return;
    }
    try {
      const frame = parseFrame(data, isBinary);
      this.tail = this.tail.then(() => this.handle(frame));
    } catch (error) {
      this.refuse(refOf(data), error);
    }
  }

  private async handle(frame: ClientFrame): Promise<void> {
    if (!this.open) return;
    try {
      await this.serve(this, frame);
    } catch (error) {
      this.refuse('ref' in frame ? frame.ref : null, error);
    }
  }

  refuse(ref: string | null, error: unknown): void {
    const problem = toProblem(error);
    this.send({ type: 'error', ref, problem });
    if (problem.code === 'unauthorized') this.close(CLOSE_CODES.UNAUTHORIZED, 'sign in again');
  }

  private isFlood(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.frameWindow) {
      this.frameWindow = second;
      this.frames = 0;
    }
    return ++this.frames > MAX_FRAMES_PER_SECOND;
  }
}

const parseFrame = (data: RawData, isBinary: boolean): ClientFrame => {
  if (isBinary) throw new DomainError('invalid_request', 'Frames are JSON text.');
  let json: unknown;
  try {
    json = JSON.parse(String(data));
  } catch {
    throw new DomainError('invalid_request', 'The frame is no JSON.');
  }
  const parsed = clientFrameSchema.safeParse(json);
  if (!parsed.success) throw invalidRequest(parsed.error.issues);
  return parsed.data;
};

/** So that even a frame that does not fit its schema gets an answer its sender can place. */
const refOf = (data: RawData): string | null => {
  try {
    const { ref } = JSON.parse(String(data)) as { ref?: unknown };
    return typeof ref === 'string' && ref.length <= 64 ? ref : null;
  } catch {
    return null;
  }
};
