import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assertNever } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobCatalogue, JobDispatcher } from '../../../platform/queue/index.js';
import { Metrics } from '../../../platform/telemetry/index.js';
import { holdSession } from '../../agent-state/index.js';
import { MarkChannel, oneLine } from '../../channels/index.js';
import { ReturnDelivery, SendNote } from '../../feedback/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { StrangerGreeters } from '../stranger-greeters.js';
import { InboundRepository, type Receipt } from './inbound.repository.js';
import { inAWord, NOT_TO_US, type Outcome } from './outcome.js';
import { ProposalRepository } from './proposal.repository.js';
import { TakeAnswer } from './take-answer.js';
import { TakeText } from './take-text.js';
import { type Warned, WarnOwner } from './warn-owner.js';

/** Replies to one address about one session in an hour. Two machines that answer each other come to rest (EML-4). */
const MAX_REPLIES = 20;
/** To mail that did not go where a reply goes: a program that answers whatever it gets, in words that nobody knows, is one of those. */
const MAX_GUESSES = 3;
/** How long a reply waits for what it replies to: at all, at a stretch, and between two looks. */
const ARRIVE_MS = 60_000;
const HOLD_MS = 2_000;
const LOOK_MS = 50;

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
    private readonly warnings: WarnOwner,
    private readonly proposals: ProposalRepository,
    private readonly marks: MarkChannel,
    private readonly feed: SessionFeed,
    private readonly work: UnitOfWork,
    private readonly dispatcher: JobDispatcher,
    private readonly metrics: Metrics,
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
    const { event, note } = await this.conclude(receipt, done);
    failpoint('inbound.after-outcome');
    this.metrics.count('inboundEvents', { channel: receipt.source.toLowerCase(), outcome: inAWord(done.outcome) });
    if (event) this.feed.publish(event);
    if (note) this.dispatcher.enqueue('deliver', { attemptId: note });
  }

  /** Its outcome and what is said about it are one fact. Said under the receipt's id: a second run cannot say it twice. */
  private conclude({ id, source, event }: Receipt, { outcome, reply, warning, forget }: Outcome): Promise<Warned> {
    const about = reply?.to ?? warning ?? forget;
    const limit = event.kind === 'text' && event.unsure && !event.replyTo ? MAX_GUESSES : MAX_REPLIES;
    return this.work.run(async (tx) => {
      if (about) await holdSession(tx, about.sessionId);
      if (!(await this.inbound.close(tx, id, outcome))) return NOTHING_SAID;
      if (forget) await this.proposals.forget(tx, forget);
      if (warning) return this.warnings.write(tx, id, source, warning);
      if (!reply) return NOTHING_SAID;
      const { channelId, sessionId } = reply.to;
      if ((await this.inbound.repliesLastHour(tx, channelId, sessionId)) >= limit) return NOTHING_SAID;
      return { event: null, note: await this.notes.write(tx, { id, ...reply.to, text: reply.text }) };
    });
  }

  /**
   * What comes back may be quicker than the news that what it answers has arrived (F27). It waits for that a moment here, then in
   * the outbox, and after a minute it is taken for what it is.
   */
  private async letSendsArrive(receipt: Receipt): Promise<void> {
    if (receipt.ageMs > ARRIVE_MS) return;
    for (let waitedMs = 0; await this.isTooEarly(receipt); waitedMs += LOOK_MS) {
      if (waitedMs >= HOLD_MS) throw new Error(`What ${receipt.id} answers is still on its way.`);
      await pause(LOOK_MS);
    }
  }

  private async isTooEarly({ source, event }: Receipt): Promise<boolean> {
    if (event.kind === 'answer' || event.unproven) return false;
    if (event.kind !== 'text') return (await this.inbound.attemptOf(source, event))?.ended === false;
    if (!event.thread || event.head || event.manner === 'mention') return false;
    if (await this.inbound.isKnown(source, event)) return false;
    const sender = await this.inbound.sender(source, event.address);
    return sender !== null && this.inbound.isBeingSent(sender.channelId);
  }

  private async handle(receipt: Receipt): Promise<Outcome> {
    const { event, source } = receipt;
    if (event.kind === 'bounce' || event.kind === 'auto_reply') return this.comeBack(receipt);
    if (event.unproven) return this.unproven(receipt, event.unproven);
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

  /** Never an answer: the question moves on (FB-7). An address whose mail comes back shows it to its person. */
  private async comeBack({ source, event }: Receipt): Promise<Outcome> {
    const asked = await this.inbound.questionOf(source, event);
    const found = asked ?? (await this.inbound.attemptOf(source, event));
    if (!found) return { outcome: `ignored: ${event.kind} to nothing of ours` };
    if (found.address !== event.address) return { outcome: `ignored: ${event.kind} of somebody else` };
    if (event.kind === 'bounce') {
      const problem = `What was sent there came back: ${oneLine(event.reason, 200)}`;
      await this.marks.execute(found.channelId, { status: 'DEGRADED', problem });
    }
    if (!asked) return { outcome: `${event.kind}: to no question` };
    await this.returns.execute(asked.id, asked.sessionId, event.kind === 'bounce' ? 'bounced' : 'away');
    return { outcome: event.kind };
  }

  /** Somebody whose address is nobody's changes nothing. Whose question it is hears of it (FB-10, T8). */
  private async stranger(receipt: Receipt): Promise<Outcome> {
    const { source, event } = receipt;
    if (event.kind === 'text' && event.manner === 'overheard') return { outcome: NOT_TO_US };
    await this.strangers.greet(source, event);
    return this.unproven(receipt, `${event.address} is nobody's verified address on ${source.toLowerCase()}`);
  }

  /** Nothing in it counts: the question stays open, and whose it is hears of it on another channel (EML-4). */
  private async unproven({ source, event }: Receipt, why: string): Promise<Outcome> {
    const outcome = `quarantined: ${why}`;
    const attempt = await this.inbound.attemptOf(source, event);
    const requestId = attempt?.requestId;
    if (!attempt || !requestId || !(await this.warnings.isOpen(requestId))) return { outcome };
    const who = event.address ? `Somebody at ${oneLine(event.address, 100)}` : 'Somebody';
    const text = `${who} tried to answer a question of yours. They may not, and nothing was changed: ${why}. Only you can answer it.`;
    return { outcome, warning: { sessionId: attempt.sessionId, requestId, text } };
  }
}

const NOTHING_SAID: Warned = { event: null, note: null };
