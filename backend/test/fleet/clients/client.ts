import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerFrame, SessionEvent } from '@parley/contracts';
import type { Account } from './account.js';
import { Line } from './line.js';

/** Said again when it takes longer. */
const ACK_WITHIN_MS = 3_000;
const AGAIN_MS = 200;
const SEEN_WITHIN_MS = 15_000;

/** One message and how it was taken. Times by `performance.now()`. */
export interface Sent {
  id: string;
  text: string;
  by: 'socket' | 'rest';
  at: number;
  seq: number;
  ackedAt: number;
}

interface Waiting {
  sent: Sent;
  done: (sent: Sent) => void;
  timer: NodeJS.Timeout | undefined;
}

/** One session as the web app holds it: over lost connections it goes on after the last event, and says again what was not acknowledged. */
export class Client {
  cursor = 0;
  readonly acknowledged: Sent[] = [];
  /** What no client should ever see. */
  readonly violations: string[] = [];
  readonly line: Line;
  private readonly waiting = new Map<string, Waiting>();
  private readonly listeners = new Set<(event: SessionEvent) => void>();

  constructor(
    readonly account: Account,
    readonly sessionId: string,
    private readonly agent: string,
    at = account.url,
  ) {
    this.line = new Line(at, account.url, account.token, {
      onReady: () => this.resume(),
      onFrame: (frame) => this.take(frame),
    });
  }

  static async open(account: Account, agent: string, at?: string): Promise<Client> {
    return new Client(account, await account.open(agent), agent, at);
  }

  get errand(): boolean {
    return this.agent === 'errand';
  }

  /** @returns when it is acknowledged, whatever happens until then */
  async say(text: string, by: Sent['by']): Promise<Sent> {
    const sent: Sent = { id: randomUUID(), text, by, at: performance.now(), seq: 0, ackedAt: 0 };
    await (by === 'rest' ? this.post(sent) : this.write(sent));
    this.acknowledged.push(sent);
    return sent;
  }

  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Until it has been told of everything up to there. */
  async seen(seq: number): Promise<void> {
    const deadline = performance.now() + SEEN_WITHIN_MS;
    while (this.cursor < seq && performance.now() < deadline) await pause(10);
    if (this.cursor < seq) this.violations.push(`seen up to ${this.cursor} of ${seq} in session ${this.sessionId}`);
  }

  close(): void {
    this.line.close();
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
  }

  private async post(sent: Sent): Promise<void> {
    const { id, text } = sent;
    const { status, body } = await this.account.call('POST', `/api/sessions/${this.sessionId}/messages`, { id, text });
    if (status >= 300) throw new Error(`the message was refused: ${status} ${JSON.stringify(body)}`);
    Object.assign(sent, { seq: body.seq, ackedAt: performance.now() });
  }

  private write(sent: Sent): Promise<Sent> {
    return new Promise((done) => {
      const waiting: Waiting = { sent, done, timer: undefined };
      this.waiting.set(sent.id, waiting);
      this.writeNow(waiting);
    });
  }

  private writeNow(waiting: Waiting): void {
    const { id, text } = waiting.sent;
    clearTimeout(waiting.timer);
    if (!this.line.send({ type: 'message.send', ref: id, sessionId: this.sessionId, message: { id, text } })) return;
    waiting.timer = setTimeout(() => this.writeNow(waiting), ACK_WITHIN_MS);
  }

  private resume(): void {
    this.line.send({ type: 'subscribe', ref: 'subscribe', sessionId: this.sessionId, after: this.cursor });
    for (const waiting of this.waiting.values()) this.writeNow(waiting);
  }

  private take(frame: ServerFrame): void {
    if (frame.type === 'event') this.takeEvent(frame.event);
    if (frame.type === 'ack' && frame.sent) this.takeAck(frame.ref, frame.sent.seq);
    if (frame.type === 'error') this.takeError(frame);
  }

  private takeEvent(event: SessionEvent): void {
    if (event.sessionId !== this.sessionId) return;
    if (event.seq !== this.cursor + 1)
      this.violations.push(`event ${event.seq} came after ${this.cursor} in session ${this.sessionId}`);
    this.cursor = event.seq;
    for (const listener of [...this.listeners]) listener(event);
  }

  private takeAck(ref: string, seq: number): void {
    const waiting = this.waiting.get(ref);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(ref);
    Object.assign(waiting.sent, { seq, ackedAt: performance.now() });
    waiting.done(waiting.sent);
  }

  /** A server in trouble is asked again; anything else is a refusal, which no scenario wants. */
  private takeError({ ref, problem }: Extract<ServerFrame, { type: 'error' }>): void {
    const waiting = ref ? this.waiting.get(ref) : undefined;
    if (problem.status < 500) this.violations.push(`refused: ${JSON.stringify(problem)}`);
    else if (waiting) waiting.timer = setTimeout(() => this.writeNow(waiting), AGAIN_MS);
    else if (ref === 'subscribe') setTimeout(() => this.resume(), AGAIN_MS);
  }
}
