import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JobCatalogue, JobDispatcher, Sweeper } from '../../../platform/queue/index.js';
import { correlate, inSpan, Metrics } from '../../../platform/telemetry/index.js';
import { ChannelRegistry, healthAfter, MarkChannel } from '../../channels/index.js';
import { SessionFeed } from '../../sessions/index.js';
import {
  type DeliveryRecord,
  recordOfLookup,
  recordOfSend,
  recordOfUpdate,
  resultOf,
} from '../domain/delivery-record.js';
import type { Attempt } from './attempt.js';
import { AttemptLease } from './attempt-lease.js';
import { AttemptLine } from './attempt-line.repository.js';
import { AttemptResults, type Following } from './attempt-results.js';
import { ChannelGate } from './channel-gate.js';
import { Outgoing } from './outgoing.js';

/** Until a call may find room at a busy integration, in milliseconds. */
const BUSY_MS = 250;
const BATCH = 100;

/**
 * One delivery attempt, from its mark to its result and what follows from that. Safe to run again, late, or twice at the
 * same time: only one worker gets past `begin`, and a result is written once.
 */
@Injectable()
export class DeliverAttempt implements OnModuleInit {
  private readonly log = new Logger(DeliverAttempt.name);

  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly sweeper: Sweeper,
    private readonly line: AttemptLine,
    private readonly channels: ChannelRegistry,
    private readonly gate: ChannelGate,
    private readonly outgoing: Outgoing,
    private readonly results: AttemptResults,
    private readonly marks: MarkChannel,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('deliver', ({ attemptId }) => this.execute(attemptId));
    // An attempt is its own outbox row: it says itself when it is due, so a queue that forgets loses nothing.
    this.sweeper.register('due attempts', async () => {
      const due = await this.line.takeDue(BATCH);
      for (const attemptId of due) this.dispatcher.enqueue('deliver', { attemptId });
      return due.length;
    });
  }

  /** What follows at once, such as the next channel after a refusal, is done in the same turn, without another wait in the queue. */
  async execute(attemptId: string): Promise<void> {
    for (let next: string | null = attemptId; next !== null; ) next = await this.executeOne(next);
  }

  /** @returns an attempt that is due now */
  private async executeOne(attemptId: string): Promise<string | null> {
    const asked = performance.now();
    const attempt = await this.line.begin(attemptId);
    if (!attempt) return null;
    if (attempt.status === 'SKIPPED') return this.orNext(attempt, this.goOn(await this.results.skip(attempt)));
    failpoint('delivery.after-start');
    const lease = new AttemptLease(this.line, attempt, asked);
    try {
      const { sessionId, requestId } = attempt;
      const ids = { attemptId, sessionId, ...(requestId && { feedbackRequestId: requestId }) };
      return await correlate(ids, () =>
        inSpan(`deliver ${attempt.address.type}`, { role: 'client', attributes: describe(attempt) }, () =>
          this.carryOut(attempt, lease),
        ),
      );
    } finally {
      lease.release();
    }
  }

  private async carryOut(attempt: Attempt, lease: AttemptLease): Promise<string | null> {
    const record = attempt.status === 'UNKNOWN' ? await this.lookUp(attempt) : await this.send(attempt, lease);
    if (!record) return this.notNow(attempt);
    failpoint('delivery.after-send');
    const following = await this.results.conclude(attempt, record);
    this.note(attempt, record);
    failpoint('delivery.after-result');
    const next = this.goOn(following);
    await this.noteHealth(attempt, record);
    return this.orNext(attempt, next);
  }

  /** Whoever waited behind it has their turn. */
  private async orNext(attempt: Attempt, next: string | null): Promise<string | null> {
    const waiting = await this.line.next(attempt);
    if (next && waiting) this.dispatcher.enqueue('deliver', { attemptId: waiting });
    return next ?? waiting;
  }

  /** @returns an attempt that is due now: the queue gets the others */
  private goOn({ events, due }: Following): string | null {
    this.feed.publish(...events);
    const now = due.find(({ delayMs }) => delayMs === 0);
    for (const later of due)
      if (later !== now) this.dispatcher.enqueue('deliver', { attemptId: later.attemptId }, later.delayMs);
    return now?.attemptId ?? null;
  }

  private async notNow({ id }: Attempt): Promise<null> {
    await this.line.postpone(id, BUSY_MS);
    this.dispatcher.enqueue('deliver', { attemptId: id }, BUSY_MS);
    return null;
  }

  /** What one send tells about the address itself: its person sees it, and an address that is gone is not asked again. */
  private async noteHealth({ purpose, address }: Attempt, record: DeliveryRecord): Promise<void> {
    const result = resultOf(record);
    // Of a rewriting it is the message that is gone: somebody has deleted it.
    if (purpose === 'UPDATE' && !result.ok && result.kind === 'not_found') return;
    const health = healthAfter(address.type, result);
    if (health) await this.marks.execute(address.id, health);
  }

  /** Null: the integration is busy, and nothing was sent. */
  private async send(attempt: Attempt, lease: AttemptLease): Promise<DeliveryRecord | null> {
    const kind = attempt.purpose === 'UPDATE' ? 'update' : 'send';
    const result = await this.gate.call(attempt.address, kind, async () => {
      const call = await this.outgoing.prepare(attempt);
      if (!lease.stands) return null;
      return () => this.timed(attempt, kind, call);
    });
    if (result === 'busy') return null;
    if (result === 'lapsed') return recordOfLookup({ kind: 'absent' }, attempt.lookups);
    return kind === 'update' ? recordOfUpdate(result) : recordOfSend(result);
  }

  /** Before anything is sent a second time. A rewriting needs no look: doing it again is safe. */
  private async lookUp(attempt: Attempt): Promise<DeliveryRecord> {
    if (attempt.purpose === 'UPDATE') return recordOfLookup({ kind: 'absent' }, attempt.lookups);
    const context = { key: attempt.id, thread: attempt.thread };
    // Also a deployment that was started without this channel gets an answer, so that the question moves on.
    const lookup = await this.gate.lookUp(() =>
      this.timed(attempt, 'lookup', () => this.channels.for(attempt.address.type).find(attempt.address, context)),
    );
    return recordOfLookup(lookup, attempt.lookups);
  }

  private async timed<T>({ address }: Attempt, call: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      const labels = { channel: address.type.toLowerCase(), call };
      this.metrics.observe('providerSeconds', labels, (performance.now() - began) / 1_000);
    }
  }

  /** Without the provider's words, which may hold names and what was asked. */
  private note({ address, purpose }: Attempt, { status, errorKind, final }: DeliveryRecord): void {
    if (!final) return;
    const labels = { channel: address.type.toLowerCase(), purpose: purpose.toLowerCase() };
    const outcome = status === 'ACCEPTED' ? 'accepted' : (errorKind ?? 'unknown_outcome');
    this.metrics.count('deliveries', { ...labels, outcome });
    if (status !== 'ACCEPTED') this.log.log({ msg: 'delivery failed', ...labels, outcome });
  }
}

const describe = ({ id, purpose, tryNo, requestId, sessionId }: Attempt) => ({
  'parley.attempt.id': id,
  'parley.delivery.purpose': purpose,
  'parley.delivery.try': tryNo,
  'parley.session.id': sessionId,
  ...(requestId && { 'parley.feedback_request.id': requestId }),
});
