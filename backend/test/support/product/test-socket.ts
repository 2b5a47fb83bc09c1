import { randomUUID } from 'node:crypto';
import type { ClientFrame, ServerFrame } from '@parley/contracts';
import WebSocket from 'ws';

const ORIGIN = 'http://parley.test';
const PATIENCE_MS = 10_000;

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;
/** A frame that is answered by `ack` or `error`, without the `ref` that says to which. */
type Asking = ClientFrame extends infer F ? (F extends { ref: string } ? Omit<F, 'ref'> : never) : never;

/** A WebSocket client that keeps all it hears. */
export class TestSocket {
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly listeners = new Set<(frame: ServerFrame) => void>();

  private constructor(readonly raw: WebSocket) {
    raw.on('error', () => undefined);
    raw.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      this.frames.push(frame);
      for (const listener of this.listeners) listener(frame);
    });
    this.closed = new Promise((resolve) => {
      raw.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** @param origin of the page that opens it */
  static async open(url: string, origin = ORIGIN): Promise<TestSocket> {
    const raw = new WebSocket(`${url.replace('http', 'ws')}/ws`, { origin });
    const socket = new TestSocket(raw);
    await new Promise((resolve, reject) => raw.once('open', resolve).once('error', reject));
    return socket;
  }

  /** @returns the HTTP status that refuses the upgrade, or 101 */
  static statusOf(url: string, headers: Record<string, string>, path = '/ws'): Promise<number> {
    return new Promise((resolve) => {
      const raw = new WebSocket(url.replace('http', 'ws') + path, { headers });
      raw.on('error', () => undefined);
      raw.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        raw.terminate();
      });
      raw.on('open', () => {
        resolve(101);
        raw.terminate();
      });
    });
  }

  async signIn(token: string): Promise<FrameOf<'ready'>> {
    const ready = this.next((frame) => frame.type === 'ready');
    this.write({ type: 'auth', token, v: 1 });
    return (await ready) as FrameOf<'ready'>;
  }

  /** Any JSON, also such as no client should send; text and bytes go as they are. */
  write(frame: unknown): void {
    this.raw.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  async ask(frame: Asking): Promise<FrameOf<'ack' | 'error'>> {
    const ref = randomUUID();
    const answer = this.next((heard) => (heard.type === 'ack' || heard.type === 'error') && heard.ref === ref);
    this.write({ ...frame, ref });
    return (await answer) as FrameOf<'ack' | 'error'>;
  }

  subscribe(sessionId: string, after = 0) {
    return this.ask({ type: 'subscribe', sessionId, after });
  }

  /** The next frame that fits, among those to come. */
  next(fits: (frame: ServerFrame) => boolean, ms = PATIENCE_MS): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.listeners.delete(look);
        reject(
          new Error(
            `no such frame within ${ms} ms; the last ones: ${JSON.stringify(this.frames.slice(-3)).slice(0, 500)}`,
          ),
        );
      }, ms);
      const look = (frame: ServerFrame) => {
        if (!fits(frame)) return;
        clearTimeout(timer);
        this.listeners.delete(look);
        resolve(frame);
      };
      this.listeners.add(look);
    });
  }

  /** The answer to a frame that may be too bad for a `ref`. */
  async refusalOf(frame: unknown): Promise<FrameOf<'error'>> {
    const answer = this.next((heard) => heard.type === 'error');
    this.write(frame);
    return (await answer) as FrameOf<'error'>;
  }

  onFrame(listener: (frame: ServerFrame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get events() {
    return this.frames.flatMap((frame) => (frame.type === 'event' ? frame.event : []));
  }

  async close(): Promise<void> {
    this.raw.close();
    await this.closed;
  }
}
