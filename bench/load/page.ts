import type { ClientFrame, ServerFrame, SessionEvent, SessionEventPayload } from '@parley/contracts';
import { RawSocket } from './raw-socket.js';

/** One open page: a person's socket that follows one session. */
export interface Seat {
  /** `ws://…/ws` of the product or of a floor. */
  url: string;
  token: string;
  sessionId: string;
  /** `seq` from which the page follows. */
  after: number;
  /** Whose it is. */
  person: { id: string; name: string };
}

const PATIENCE_MS = 10_000;
const ACK = Buffer.from('{"type":"ack"');
const EVENT = Buffer.from('{"type":"event"');
const SEQ = Buffer.from('"seq":');
const DELTA = Buffer.from('{"type":"delta"');
const OFFSET = Buffer.from('"offset":');
const TEXT = Buffer.from('"text":"');
const ERROR = Buffer.from('{"type":"error"');

interface Waiting {
  matches: (frame: ServerFrame) => boolean;
  resolve: (frame: ServerFrame) => void;
}

export class Page {
  /** Cheap path for loads: gets the ref of every ack, without parsing anything else. */
  onAck: ((ref: string) => void) | undefined;
  /** The same for events. */
  onEvent: ((seq: number, frame: Buffer) => void) | undefined;
  /** The same for streamed text, which replaces what followed `offset`. */
  onDelta: ((text: string, offset: number) => void) | undefined;
  private waiting: Waiting[] = [];
  private failure: Error | undefined;

  private constructor(
    readonly seat: Seat,
    private readonly socket: RawSocket,
    private readonly fail: (error: Error) => void,
  ) {
    socket.onText = (frame) => this.receive(frame);
    socket.onClose = (code) => this.broken(new Error(`the server closed a socket with ${code}`));
  }

  /** Signed in and following. @param fail hears of everything that goes wrong later */
  static async open(seat: Seat, fail: (error: Error) => void): Promise<Page> {
    const page = new Page(seat, await RawSocket.open(seat.url), fail);
    const ready = page.next((frame) => frame.type === 'ready');
    page.send({ type: 'auth', token: seat.token, v: 1 });
    await ready;
    const followed = page.next((frame) => frame.type === 'ack');
    page.send({ type: 'subscribe', ref: 'subscribe', sessionId: seat.sessionId, after: seat.after });
    await followed;
    return page;
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  /** The next frame that matches. While somebody waits, every frame is parsed. */
  async next(matches: (frame: ServerFrame) => boolean): Promise<ServerFrame> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.failure ?? new Error(`nothing came within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    });
    const frame = new Promise<ServerFrame>((resolve) => this.waiting.push({ matches, resolve }));
    try {
      return await Promise.race([frame, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next event of this kind, wherever it stands in the log. */
  async nextEvent<T extends SessionEvent['type']>(
    type: T,
    holds: (payload: SessionEventPayload<T>) => boolean = () => true,
  ): Promise<SessionEventPayload<T>> {
    const found: SessionEventPayload<T>[] = [];
    await this.next((frame) => {
      if (frame.type !== 'event' || frame.event.type !== type) return false;
      const payload = frame.event.payload as unknown as SessionEventPayload<T>;
      return holds(payload) && found.push(payload) > 0;
    });
    return found[0]!;
  }

  end(): void {
    this.socket.onClose = () => {};
    this.socket.end();
  }

  private receive(frame: Buffer): void {
    if (starts(frame, ERROR)) this.broken(new Error(`the server refused: ${frame}`));
    if (this.onAck && starts(frame, ACK)) {
      const from = ACK.length + ',"ref":"'.length;
      this.onAck(frame.toString('latin1', from, frame.indexOf(34, from)));
    }
    if (this.onEvent && starts(frame, EVENT)) {
      const from = frame.indexOf(SEQ) + SEQ.length;
      this.onEvent(Number.parseInt(frame.toString('latin1', from, from + 12), 10), frame);
    }
    if (this.onDelta && starts(frame, DELTA)) {
      const from = frame.lastIndexOf(TEXT) + TEXT.length;
      const offset = frame.indexOf(OFFSET) + OFFSET.length;
      const text = frame.toString('utf8', from, frame.length - '"}'.length);
      this.onDelta(text, Number.parseInt(frame.toString('latin1', offset, offset + 12), 10));
    }
    if (this.waiting.length === 0) return;
    const parsed = JSON.parse(frame.toString()) as ServerFrame;
    const heard = this.waiting.filter(({ matches }) => matches(parsed));
    this.waiting = this.waiting.filter((entry) => !heard.includes(entry));
    for (const { resolve } of heard) resolve(parsed);
  }

  private broken(error: Error): void {
    this.failure = error;
    this.fail(error);
  }
}

const starts = (frame: Buffer, prefix: Buffer): boolean =>
  frame.length > prefix.length && prefix.compare(frame, 0, prefix.length) === 0;

/** Opens pages, a few at a time; rejects `failed` when one of them breaks. */
export async function openPages(
  seats: readonly Seat[],
  atOnce = 20,
): Promise<{ pages: Page[]; failed: Promise<never>; end: () => void }> {
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const pages: Page[] = [];
  for (let from = 0; from < seats.length; from += atOnce) {
    const group = seats.slice(from, from + atOnce).map((seat) => Page.open(seat, fail));
    pages.push(...(await Promise.all(group)));
  }
  const end = () => {
    for (const page of pages) page.end();
  };
  return { pages, failed, end };
}
