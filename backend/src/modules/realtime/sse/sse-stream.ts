import type { ServerFrame, SessionEvent } from '@parley/contracts';
import type { Response } from 'express';
import type { Principal } from '../../auth/index.js';
import type { Reader } from '../subscription.js';

/** As for sockets: bytes that may wait for a slow reader; then text is merged, the log waits, it is cut off. */
const BEHIND = 64 * 1024;
const FULL = 1024 * 1024;
const TOO_MUCH = 4 * 1024 * 1024;

/** One session as server-sent events (WHATWG HTML §9.2): its log with `seq` as event id, and text while it is made. */
export class SseStream implements Reader {
  constructor(
    readonly principal: Principal,
    private readonly response: Response,
  ) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      // nginx would keep it back.
      'X-Accel-Buffering': 'no',
    });
  }

  /** Not `writable`: that stays true after the end, and a write after it would end the process. */
  get open(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  get behind(): boolean {
    return this.response.writableLength > BEHIND;
  }

  get full(): boolean {
    return this.response.writableLength > FULL;
  }

  /** @param seq from which on it tells */
  connected(sessionId: string, seq: number): void {
    this.write('connected', { session_id: sessionId, seq });
  }

  send(frame: ServerFrame): void {
    if (frame.type === 'event') this.event(frame.event);
    else if (frame.type === 'delta')
      this.write('chunk', {
        session_id: frame.sessionId,
        message_id: frame.messageId,
        offset: frame.offset,
        chunk: frame.text,
      });
  }

  sendText(text: string): void {
    this.send(JSON.parse(text) as ServerFrame);
  }

  /** A comment: keeps what lies between from ending a connection that says nothing. */
  beat(): void {
    if (this.open) this.response.write(':\n\n');
  }

  /** The reader comes again by itself, with the id of the last event it got. */
  close(): void {
    this.response.end();
  }

  private event(event: SessionEvent): void {
    if (event.type === 'message.completed') this.write('message_complete', event, event.seq);
    else this.write(event.type, event, event.seq);
  }

  private write(name: string, data: unknown, id?: number): void {
    if (!this.open) return;
    if (this.response.writableLength > TOO_MUCH) return void this.response.destroy();
    this.response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
