import { Injectable } from '@nestjs/common';
import { type ChannelType, checkAnswer, type FeedbackAnswer, type FeedbackRequest } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { ExtractAnswer } from '../../agent/index.js';
import { explicitOther, readAnswer, readYesNo } from '../../feedback/index.js';
import { InboundRepository, type ReplyTo, type Sender } from './inbound.repository.js';
import type { Outcome } from './outcome.js';
import { TakeAnswer } from './take-answer.js';

export interface WrittenAnswer {
  receiptId: string;
  source: ChannelType;
  writtenAt: string;
  sender: Sender;
  request: FeedbackRequest;
  text: string;
  /** Not written as a reply to it: it may as well be the beginning of something new. */
  fresh: boolean;
  reply: ReplyTo;
}

/** `begin`: it was no answer, but something to begin a conversation with. */
export type Read = { kind: 'done'; outcome: Outcome } | { kind: 'begin'; text: string };

/**
 * From prose to an answer (FB-11, FB-12): by the grammar first; choices and forms then by the model, whose understanding is
 * shown to its author for a yes unless every word of it stands in the text. Approvals are read by the grammar alone.
 */
@Injectable()
export class ReadText {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly answers: TakeAnswer,
    private readonly extract: ExtractAnswer,
  ) {}

  async execute(written: WrittenAnswer): Promise<Read> {
    // Whose question it is not gets no hint of what it asks, and no model is asked for them.
    if (written.request.assigneeId !== written.sender.person.id) return done(this.answers.refuse(written));
    return (await this.confirmed(written)) ?? (written.fresh ? this.unasked(written) : done(await this.asked(written)));
  }

  /** A reply to the question. */
  private async asked(written: WrittenAnswer): Promise<Outcome> {
    const { request, text } = written;
    const read = readAnswer(request.question, text, { bindingHash: request.bindingHash });
    if (read.ok && !isAssumed(read.answer, text))
      return this.answers.apply({ ...written, answer: read.answer, raw: text });
    if (request.status !== 'PENDING') return this.back(written, 'This question has ended, so nothing was changed.');
    const understood = await this.extract.execute(request.question, text);
    switch (understood.kind) {
      case 'understood':
        return this.answers.apply({ ...written, answer: understood.answer, raw: text });
      case 'confirm':
        return this.propose(written, understood.answer);
      case 'not_understood':
        return read.ok ? this.propose(written, read.answer) : this.back(written, read.hint);
      default:
        return assertNever(understood);
    }
  }

  /** What can be read as an answer is one only if its author says so; all else begins something new. */
  private async unasked(written: WrittenAnswer): Promise<Read> {
    const { request, text } = written;
    const read = readAnswer(request.question, text, { bindingHash: request.bindingHash });
    if (!read.ok || isAssumed(read.answer, text)) return { kind: 'begin', text };
    return done(await this.propose(written, read.answer));
  }

  /** A yes or no to what was understood before. Null: it is neither, or nothing waits for one. */
  private async confirmed(written: WrittenAnswer): Promise<Read | null> {
    const { request, sender, source, text } = written;
    const proposal = await this.inbound.proposal(request.id, sender.person.id, source);
    const said = proposal && readYesNo(text);
    if (!proposal || !said) return null;
    if (said === 'yes') {
      const outcome = await this.answers.apply({
        ...written,
        answer: proposal.answer,
        raw: `${proposal.raw}\n\n${text}`,
      });
      await this.inbound.propose(request.id, sender.person.id, source, null);
      return done(outcome);
    }
    if (proposal.fresh) return { kind: 'begin', text: proposal.raw };
    await this.inbound.propose(request.id, sender.person.id, source, null);
    return done(this.back(written, 'All right. Please answer again in other words.'));
  }

  private async propose(written: WrittenAnswer, answer: FeedbackAnswer): Promise<Outcome> {
    const { request, sender, source, text, fresh } = written;
    const checked = checkAnswer(request.question, answer);
    const words = checked.ok ? checked.text : '';
    await this.inbound.propose(request.id, sender.person.id, source, { answer, raw: text, fresh });
    return this.back(
      written,
      fresh
        ? `Is this your answer to “${request.question.question}”: ${words}?\n\nReply "yes", or "no" to begin a new conversation with it.`
        : `I understood: ${words}\n\nIs that right? Reply "yes", or answer again.`,
    );
  }

  private back({ reply }: WrittenAnswer, text: string): Outcome {
    return { outcome: 'asked back', reply: { to: reply, text } };
  }
}

const done = (outcome: Outcome): Read => ({ kind: 'done', outcome });

/** Own words where options were asked for, and nothing in them says that they are meant so ("ok?", "hm"). */
const isAssumed = (answer: FeedbackAnswer, text: string): boolean =>
  (answer.type === 'CHOICE' || answer.type === 'MULTI_CHOICE') &&
  answer.other !== undefined &&
  explicitOther(text) === null;
