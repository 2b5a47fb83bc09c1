import type { Message, ServerFrame, SessionEvent } from '@parley/contracts';
import type { Person } from './test-person.js';
import { TestSocket } from './test-socket.js';

/** One session as a client holds it, folded by the rules of contracts/src/frames.ts. Lives on over lost connections. */
export class SessionReader {
  /** `seq` of the last event that was folded. */
  cursor = 0;
  readonly events: SessionEvent[] = [];
  readonly messages = new Map<string, Pick<Message, 'text' | 'status'>>();
  /** Every text that a person saw growing. */
  readonly partials = new Set<string>();
  socket: TestSocket | undefined;

  constructor(
    private readonly person: Person,
    private readonly sessionId: string,
  ) {}

  /** Connects and asks for what it has not seen. */
  async resume(): Promise<void> {
    const socket = await TestSocket.open(this.person.url);
    this.socket = socket;
    // What a connection that we gave up still delivers is lost, as it would be on a broken line.
    socket.onFrame((frame) => {
      if (this.socket === socket) this.fold(frame);
    });
    await socket.signIn(this.person.token);
    const answer = await socket.subscribe(this.sessionId, this.cursor);
    if (answer.type === 'error') throw new Error(answer.problem.detail);
  }

  /** Without a word, in the middle of whatever comes. */
  drop(): void {
    const { socket } = this;
    this.socket = undefined;
    socket?.raw.terminate();
  }

  get streaming(): boolean {
    return [...this.messages.values()].some((message) => message.status === 'STREAMING');
  }

  private fold(frame: ServerFrame): void {
    if (frame.type === 'delta') this.foldDelta(frame);
    if (frame.type === 'event' && frame.event.sessionId === this.sessionId) this.foldEvent(frame.event);
  }

  private foldEvent(event: SessionEvent): void {
    // Once each and in order, or the promise of SES-4 is broken.
    if (event.seq !== this.cursor + 1) throw new Error(`event ${event.seq} came after ${this.cursor}`);
    this.cursor = event.seq;
    this.events.push(event);
    if ('message' in event.payload && event.payload.message)
      this.messages.set(event.payload.message.id, { ...event.payload.message });
    if (event.type === 'message.completed') {
      const { messageId, text, status } = event.payload;
      this.messages.set(messageId, { ...this.messages.get(messageId), text, status });
    }
  }

  private foldDelta({ messageId, offset, text }: Extract<ServerFrame, { type: 'delta' }>): void {
    const message = this.messages.get(messageId);
    if (message?.status !== 'STREAMING' || offset > message.text.length) return;
    message.text = message.text.slice(0, offset) + text;
    this.partials.add(message.text);
  }
}
