import { Injectable } from '@nestjs/common';
import { type Correlation, correlate, Metrics } from '../telemetry/index.js';

/** Every kind of job with its payload: ids only, so that a job can be late, doubled or lost without harm. */
export interface JobPayloads {
  'advance-run': { runId: string };
  /** One delivery attempt: to send, or to look up what became of it. */
  deliver: { attemptId: string };
  /** Nothing that was sent of a settled request stays actionable. */
  'close-request': { requestId: string };
  /** Something that arrived from outside, stored and acknowledged. */
  'handle-inbound': { receiptId: string };
  /** Agents elsewhere need not go on with what they do for a stopped run. */
  'withdraw-tasks': { runId: string };
  /** What is new in a mailbox. */
  'sync-mailbox': { integrationId: string };
  /** A mail, stored as it arrived. */
  'read-mail': { mailId: string };
}
export type JobKind = keyof JobPayloads;
/** Done everywhere; the others only where their channel is connected, and else they wait for that in the outbox. */
const JOB_KINDS: readonly JobKind[] = ['advance-run', 'deliver', 'close-request', 'handle-inbound', 'withdraw-tasks'];

/** Handlers are idempotent: a job may run twice, also at the same time in two processes. */
export type JobHandler<K extends JobKind> = (payload: JobPayloads[K]) => Promise<void>;

@Injectable()
export class JobCatalogue {
  private readonly handlers = new Map<JobKind, JobHandler<never>>();

  constructor(private readonly metrics: Metrics) {}

  register<K extends JobKind>(kind: K, handler: JobHandler<K>): void {
    if (this.handlers.has(kind)) throw new Error(`Job "${kind}" has two handlers.`);
    this.handlers.set(kind, handler as JobHandler<never>);
  }

  /** What can be done here. */
  get kinds(): JobKind[] {
    return [...this.handlers.keys()];
  }

  /** A worker that cannot do a job would swallow it, so it refuses to boot. */
  assertComplete(): void {
    const missing = JOB_KINDS.filter((kind) => !this.handlers.has(kind));
    if (missing.length) throw new Error(`Jobs without a handler: ${missing.join(', ')}.`);
  }

  async run<K extends JobKind>(kind: K, payload: JobPayloads[K]): Promise<void> {
    const handler = this.handlers.get(kind) as JobHandler<K> | undefined;
    if (!handler) throw new Error(`Job "${kind}" has no handler.`);
    const began = performance.now();
    let outcome = 'failed';
    try {
      await correlate({ job: kind, ...idsOf(payload) }, () => handler(payload));
      outcome = 'done';
    } finally {
      this.metrics.observe('jobSeconds', { kind, outcome }, (performance.now() - began) / 1_000);
    }
  }
}

/** What a log calls a request is that of HTTP. */
const idsOf = (payload: JobPayloads[JobKind]): Correlation =>
  'requestId' in payload ? { feedbackRequestId: payload.requestId } : payload;
