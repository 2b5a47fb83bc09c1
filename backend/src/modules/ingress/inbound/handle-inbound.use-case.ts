import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assertNever } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobCatalogue, JobDispatcher } from '../../../platform/queue/index.js';
import { holdSession } from '../../agent-state/index.js';
import { ReturnDelivery, SendNote } from '../../feedback/index.js';
import { StrangerGreeters } from '../stranger-greeters.js';
import { InboundRepository, type Receipt } from './inbound.repository.js';
import { NOT_TO_US, type Outcome } from './outcome.js';
import { TakeAnswer } from './take-answer.js';
import { TakeText } from './take-text.js';

/** Replies to one address about one session in an hour. Two machines that answer each other come to rest (EML-4). */
const MAX_REPLIES = 20;
/** How long a reply waits for what it replies to: at all, at a stretch, and between two looks. */
const ARRIVE_MS = 60_000;
const HOLD_MS = 2_000;
const LOOK_MS = 50;
/** Told to somebody about strangers at their questions. */
const MAX_WARNINGS = 3;

/**
 * Brings what arrived to where it belongs: an answer to its question, a message to its session, a command to its use case.
 * It may run again after a crash: what it is about is decided once, every effect is known again by the receipt's id, and the
 * outcome is written last.
 */
@Injectable()
export class HandleInbound implements OnModuleInit {
  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly inbound: InboundRepository,
    private readonly answers: TakeAnswer,
    private readonly texts: TakeText,
    private readonly returns: ReturnDelivery,
    private readonly notes: SendNote,
    private readonly strangers: StrangerGreeters,
    private readonly work: UnitOfWork,
    private readonly dispatcher: JobDispatcher,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('handle-inbound', ({ receiptId }) => this.execute(receiptId));
  }

  async execute(receiptId: string): Promise<void> {
    const receipt = await this.inbound.open(receiptId);
    if (!receipt) return;
    await this.letSendsArrive(receipt);
    const done = await this.handle(receipt);
    failpoint('inbound.before-outcome');
    const note = await this.work.run(async (tx) => {
      if (done.reply) await holdSession(tx, done.reply.to.sessionId);
      if (!(await this.inbound.close(tx, receiptId, done.outcome)) || !done.reply) return null;
      const { channelId, sessionId } = done.reply.to;
      const limit = done.outcome.startsWith('quarantined') ? MAX_WARNINGS : MAX_REPLIES;
      if ((await this.inbound.repliesLastHour(tx, channelId, sessionId)) >= limit) return null;
      // Under the receipt's id: a second run of this job cannot say it twice.
      return this.notes.write(tx, { id: receiptId, ...done.reply.to, text: done.reply.text });
    });
    failpoint('inbound.after-outcome');
    if (note) this.dispatcher.enqueue('deliver', { attemptId: note });
  }

  /**
   * A reply may be quicker than the news that what it replies to has arrived (F27). It waits for that a moment here, then in
   * the outbox, and after a minute it is taken for what it is.
   */
  private async letSendsArrive({ id, source, event, ageMs }: Receipt): Promise<void> {
    if (event.kind !== 'text' || !event.thread || event.head || event.manner === 'mention' || ageMs > ARRIVE_MS) return;
    const sender = await this.inbound.sender(source, event.address);
    for (let waitedMs = 0; sender; waitedMs += LOOK_MS) {
      if (await this.inbound.isKnown(source, event)) return;
      if (!(await this.inbound.isBeingSent(sender.channelId))) return;
      if (waitedMs >= HOLD_MS) throw new Error(`What ${id} replies to is still on its way.`);
      await pause(LOOK_MS);
    }
  }

  private async handle(receipt: Receipt): Promise<Outcome> {
    const { event, source } = receipt;
    if (event.kind === 'bounce' || event.kind === 'auto_reply') return this.comeBack(receipt);
    const sender = await this.inbound.sender(source, event.address);
    if (!sender) return this.stranger(receipt);
    switch (event.kind) {
      case 'answer':
        return this.answers.execute(receipt, sender, event);
      case 'text':
        return this.texts.execute(receipt, sender, event);
      default:
        return assertNever(event);
    }
  }

  /** Never an answer: the question moves on (FB-7). */
  private async comeBack({ source, event }: Receipt): Promise<Outcome> {
    const attempt = await this.inbound.questionOf(source, event);
    if (!attempt) return { outcome: `ignored: ${event.kind} to nothing of ours` };
    await this.returns.execute(attempt.id, attempt.sessionId, event.kind === 'bounce' ? 'bounced' : 'away');
    return { outcome: event.kind };
  }

  /** Somebody whose address is nobody's changes nothing. Whose question it is hears of it (FB-10, T8). */
  private async stranger({ source, event }: Receipt): Promise<Outcome> {
    const outcome = `quarantined: ${event.address} is nobody's verified address on ${source.toLowerCase()}`;
    if (event.kind === 'text' && event.manner === 'overheard') return { outcome: NOT_TO_US };
    await this.strangers.greet(source, event);
    const attempt = await this.inbound.attemptOf(source, event);
    const requestId = attempt?.requestId;
    const channelId = requestId ? await this.inbound.channelOfAssignee(requestId) : null;
    if (!attempt || !requestId || !channelId) return { outcome };
    const text = `Somebody at ${event.address} tried to answer this. They may not, and nothing was changed. Only you can answer it.`;
    return { outcome, reply: { to: { channelId, sessionId: attempt.sessionId, requestId, thread: null }, text } };
  }
}
