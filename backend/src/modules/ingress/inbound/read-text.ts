import { Injectable } from '@nestjs/common';
import { type ChannelType, checkAnswer, type FeedbackAnswer, type FeedbackRequest } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { ExtractAnswer } from '../../agent/index.js';
import { explicitOther, readAnswer, readYesNo } from '../../feedback/index.js';
import { withFiles } from '../domain/with-files.js';
import type { ReplyTo, Sender } from './inbound.repository.js';
import type { Outcome } from './outcome.js';
import { type ProposalPlace, ProposalRepository } from './proposal.repository.js';
import { TakeAnswer } from './take-answer.js';

export interface WrittenAnswer {
  receiptId: string;
  source: ChannelType;
  /** Null: it replies to the very card, so no clock has to say that the card was there. */
  writtenAt: string | null;
  sender: Sender;
  request: FeedbackRequest;
  text: string;
  /** Files that came along, in words. */
  files?: readonly string[] | undefined;
  /** Not written as a reply to it: it may as well be the beginning of something new. */
  fresh: boolean;
  /** What it says or what it is about is a guess. */
  unsure: boolean;
  /** The attempt that it replies to, if the channel knows. */
  repliesTo: string | null;
  reply: ReplyTo;
}

/** `begin`: it was no answer, but something to begin a conversation with. */
export type Read = { kind: 'done'; outcome: Outcome } | { kind: 'begin'; text: string };

/**
 * From prose to an answer (FB-11, FB-12): by the grammar first; choices and forms then by the model, whose understanding is
 * shown to its author for a yes unless every word of it stands in the text; of several choices always, since one may have been
 * overlooked. Approvals are read by the grammar alone.
 */
@Injectable()
export class ReadText {
  constructor(
    private readonly proposals: ProposalRepository,
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
    const { request, unsure } = written;
    // Own words are all that came; a choice stands in the text alone.
    const text = request.question.type === 'TEXT' && written.text.trim() ? wholeOf(written) : written.text;
    const read = readAnswer(request.question, text, { bindingHash: request.bindingHash });
    if (read.ok && !isAssumed(read.answer, text)) {
      // What has ended takes no answer, sure or not, and its sender is told how it ended.
      if (unsure && request.status === 'PENDING') return this.propose(written, read.answer);
      return this.apply(written, read.answer, wholeOf(written));
    }
    if (request.status !== 'PENDING') return this.back(written, 'This question has ended, so nothing was changed.');
    if (!text.trim()) return this.back(written, NOTHING);
    const understood = await this.extract.execute(request.question, text);
    switch (understood.kind) {
      case 'understood':
        // Of several choices one may have been overlooked: only their author sees that.
        if (unsure || understood.answer.type === 'MULTI_CHOICE') return this.propose(written, understood.answer);
        return this.apply(written, understood.answer, wholeOf(written));
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
    const { receiptId, text, unsure, repliesTo } = written;
    const said = readYesNo(text);
    // A guess is no yes either.
    if (!said || unsure) return null;
    const proposal = await this.proposals.find(proposalPlace(written));
    if (!proposal || proposal.receiptId === receiptId) return null;
    // What was understood is told under the receipt's id: a yes to the card itself, or to other words, is no yes to it.
    if (repliesTo !== null && repliesTo !== proposal.receiptId) return null;
    if (said === 'no' && proposal.fresh) return { kind: 'begin', text: proposal.raw };
    if (said === 'no') return done(this.back(written, 'All right. Please answer again in other words.'));
    return done(await this.apply(written, proposal.answer, `${proposal.raw}\n\n${text}`));
  }

  private async propose(written: WrittenAnswer, answer: FeedbackAnswer): Promise<Outcome> {
    const { request, receiptId, fresh } = written;
    const checked = checkAnswer(request.question, answer);
    const words = checked.ok ? checked.text : '';
    await this.proposals.keep(proposalPlace(written), { answer, raw: wholeOf(written), fresh, receiptId });
    return { outcome: 'asked back', reply: { to: written.reply, text: confirmWords(written, words) } };
  }

  /** Whatever was understood before is overtaken. */
  private async apply(written: WrittenAnswer, answer: FeedbackAnswer, raw: string): Promise<Outcome> {
    return { ...(await this.answers.apply({ ...written, answer, raw })), forget: proposalPlace(written) };
  }

  private back(written: WrittenAnswer, text: string): Outcome {
    return { outcome: 'asked back', reply: { to: written.reply, text }, forget: proposalPlace(written) };
  }
}

const NOTHING = 'Your message was empty, or nothing in it was your own. Reply with your answer, above what is quoted.';

export const proposalPlace = ({
  request,
  sender,
  source,
}: Pick<WrittenAnswer, 'request' | 'sender' | 'source'>): ProposalPlace => ({
  sessionId: request.sessionId,
  requestId: request.id,
  personId: sender.person.id,
  channel: source,
});

const wholeOf = ({ text, files }: WrittenAnswer): string => withFiles(text, files);

const confirmWords = ({ request, fresh, unsure }: WrittenAnswer, words: string): string => {
  if (fresh)
    return `Is this your answer to “${request.question.question}”: ${words}?\n\nReply "yes", or "no" to begin a new conversation with it.`;
  const understood = `I understood: ${words}\n\nIs that right? Reply "yes"`;
  return unsure
    ? `Nothing was changed yet: I cannot be sure what your reply says, or which question it is for.\n\n${understood}, or answer in the web app.`
    : `${understood}, or answer again.`;
};

const done = (outcome: Outcome): Read => ({ kind: 'done', outcome });

/** Own words where options were asked for, and nothing in them says that they are meant so ("ok?", "hm"). */
const isAssumed = (answer: FeedbackAnswer, text: string): boolean =>
  (answer.type === 'CHOICE' || answer.type === 'MULTI_CHOICE') &&
  answer.other !== undefined &&
  explicitOther(text) === null;
