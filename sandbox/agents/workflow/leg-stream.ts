import { randomUUID } from 'node:crypto';
import type { WorkflowFaults } from './faults.js';
import type { ExecuteRequest, Saying } from './protocol.js';

const HEARTBEAT_MS = 100;

type Send = (message: Record<string, unknown>) => void;

/** One leg at work: says its script bit by bit, keeps what it said, and says it again when asked. */
export class LegStream {
  private id = randomUUID();
  private said = 0;
  private stalled = false;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly request: ExecuteRequest,
    private readonly script: readonly Saying[],
    private readonly faults: WorkflowFaults,
    private readonly paceMs: number,
    private readonly send: Send,
  ) {}

  begin(): void {
    if (this.faults.mute) return;
    const { thinkMs = 0 } = this.faults;
    for (let at = 0; at < thinkMs; at += HEARTBEAT_MS) this.after(at, () => this.sendAll({ kind: 'heartbeat' }));
    this.after(thinkMs, () => this.goOn());
  }

  /** Another try knows this leg under another name: then it is a new stream. */
  resume({ stream_id, next_chunk }: ExecuteRequest['resume']): void {
    if (this.faults.mute) return;
    if (stream_id !== null && stream_id !== this.id) this.id = randomUUID();
    const from = stream_id === this.id ? next_chunk : 0;
    for (let index = from; index < this.said; index += 1) this.sendOne(index);
    if (!this.stalled) return;
    this.stalled = false;
    this.goOn();
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private goOn(): void {
    const { stallAfter, failAfter } = this.faults;
    if (this.said === failAfter)
      this.sendAll({ kind: 'error', stream_id: this.id, message: 'The sample was told to fail.' });
    if (this.said === failAfter || this.said >= this.script.length) return;
    this.sendOne(this.said);
    this.said += 1;
    this.stalled = this.said === stallAfter;
    if (!this.stalled) this.after(this.paceMs, () => this.goOn());
  }

  private sendOne(index: number): void {
    const saying = this.script[index];
    if (!saying || (this.faults.noEnd && index === this.script.length - 1)) return;
    this.sendAll({ stream_id: this.id, chunk_id: index, ...saying });
  }

  private sendAll(message: Record<string, unknown>): void {
    const { correlation_id, leg } = this.request;
    this.send({ version: 1, correlation_id, leg, ...message });
  }

  private after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }
}
