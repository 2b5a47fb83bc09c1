import { llmError } from './domain/classify-failure.js';
import type { LlmTimeouts } from './domain/llm-client-spec.js';

/** How long a finished stream may stay open before we stop listening. Bodies read to the end keep their connection. */
const GRACE_MS = 250;

/**
 * Watches one attempt: its signal aborts on the first-token, idle and total time-outs and when the caller cancels.
 * The reason of the abort is always the LlmError to report.
 */
export class Watchdog {
  private readonly controller = new AbortController();
  private readonly total: NodeJS.Timeout;
  private step: NodeJS.Timeout;
  private idling = false;

  constructor(
    private readonly limits: LlmTimeouts,
    private readonly outer: AbortSignal,
  ) {
    this.total = this.timer(limits.totalMs);
    this.step = this.timer(limits.firstTokenMs);
    outer.addEventListener('abort', this.cancel);
    if (outer.aborted) this.cancel();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something arrived. Until the first text the first-token limit goes on running. */
  beat(hasText: boolean): void {
    if (this.idling) this.step.refresh();
    else if (hasText) {
      this.rearm(this.limits.idleMs);
      this.idling = true;
    }
  }

  finished(): void {
    this.rearm(GRACE_MS);
  }

  /** Always call it: it also closes the connection of an attempt that was left early. */
  stop(): void {
    clearTimeout(this.total);
    clearTimeout(this.step);
    this.outer.removeEventListener('abort', this.cancel);
    this.controller.abort(llmError('cancelled'));
  }

  private readonly cancel = () => this.controller.abort(llmError('cancelled'));

  private timer(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(llmError('timeout')), ms);
  }

  private rearm(ms: number): void {
    clearTimeout(this.step);
    this.step = this.timer(ms);
  }
}
