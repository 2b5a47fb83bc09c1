import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { ListRequests } from '../../feedback/index.js';
import { readChannelCommand } from '../domain/channel-command.js';
import { questionList } from '../domain/question-code.js';
import { withFiles } from '../domain/with-files.js';
import { RunCommand } from '../run-command.use-case.js';
import { StartConversation } from '../start-conversation.js';
import { FindTarget, type Target, type TextEvent } from './find-target.js';
import { InboundRepository, type Receipt, type ReplyTo, type Sender } from './inbound.repository.js';
import { NOT_TO_US, type Outcome } from './outcome.js';
import { proposalPlace, ReadText } from './read-text.js';
import { replyTo } from './take-answer.js';

/** Words a person wrote on a channel: a command, an answer, or simply something to say. */
@Injectable()
export class TakeText {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly targets: FindTarget,
    private readonly requests: ListRequests,
    private readonly reading: ReadText,
    private readonly commands: RunCommand,
    private readonly conversations: StartConversation,
  ) {}

  async execute(receipt: Receipt, sender: Sender, event: TextEvent): Promise<Outcome> {
    const { id: receiptId, source } = receipt;
    if (await this.inbound.wasApplied(receiptId)) return { outcome: 'applied' };
    const target = await this.inbound.decide<Target>(receiptId, await this.targets.execute(receipt, sender, event));
    switch (target.kind) {
      case 'command':
        return this.command(source, sender, event, target);
      case 'aimless command':
        return {
          outcome: 'asked back: a command about nothing in particular',
          reply: { to: wordsTo(sender, target.sessionId, event), text: AIMLESS },
        };
      case 'answer':
        return this.answer(receipt, sender, event, target);
      case 'which one':
        return this.whichOne(sender, target.requestIds, event);
      case 'message':
        return this.message(receipt, sender, event, target.sessionId);
      case 'not to us':
        return { outcome: NOT_TO_US };
      case 'not yours':
        return {
          outcome: 'asked back: somebody else’s thread',
          reply: { to: wordsTo(sender, target.sessionId, event), text: NOT_YOURS },
        };
      default:
        return assertNever(target);
    }
  }

  private async command(
    source: ChannelType,
    sender: Sender,
    event: TextEvent,
    { sessionId, requestId }: Extract<Target, { kind: 'command' }>,
  ): Promise<Outcome> {
    const command = readChannelCommand(event.text);
    if (!command) return { outcome: 'ignored: no command' };
    const [request] = requestId ? await this.requests.byIds([requestId]) : [];
    const { text } = await this.commands.execute(command, { sessionId, person: sender.person, from: source, request });
    return {
      outcome: `command: ${command.kind}`,
      reply: { to: { ...wordsTo(sender, sessionId, event), requestId }, text },
    };
  }

  private async answer(
    receipt: Receipt,
    sender: Sender,
    event: TextEvent,
    { requestId, text, fresh, unsure, toCard, repliesTo }: Extract<Target, { kind: 'answer' }>,
  ): Promise<Outcome> {
    const [request] = await this.requests.byIds([requestId]);
    if (!request) return { outcome: 'quarantined: the question is gone' };
    const { id: receiptId, source } = receipt;
    const reply = replyTo(sender, request, event.thread);
    const writtenAt = toCard ? null : receipt.writtenAt;
    const files = event.attachments;
    const written = { receiptId, source, writtenAt, sender, request, text, files, fresh, unsure, repliesTo, reply };
    const read = await this.reading.execute(written);
    if (read.kind !== 'begin') return read.outcome;
    // It was no answer: somebody begins something new.
    const begun = await this.message(receipt, sender, { ...event, text: read.text }, null);
    return { ...begun, forget: proposalPlace(written) };
  }

  private async message(
    receipt: Receipt,
    sender: Sender,
    event: TextEvent,
    sessionId: string | null,
  ): Promise<Outcome> {
    // What begins a conversation may say in its title what it is about, or all of it.
    const words = sessionId ? event.text : [event.title, event.text].filter((part) => part?.trim()).join('\n\n');
    const empty = !words.trim() && !event.attachments?.length;
    if (!empty && !(await this.isFlood(receipt, sender, sessionId)))
      return this.say(receipt, sender, event, sessionId, words);
    const outcome = empty ? 'ignored: it says nothing' : 'ignored: too many mails in an hour';
    // Words to somebody are about a session of theirs: what begins none is told in the newest one.
    const about = sessionId ?? (await this.inbound.newestSessionAt(sender.channelId));
    if (!about) return { outcome };
    return { outcome, reply: { to: wordsTo(sender, about, event), text: empty ? EMPTY : TOO_MANY } };
  }

  /** Programs that do not say what they are could answer each other for ever: nobody writes as many mails as that (T11). */
  private async isFlood({ id, source }: Receipt, { channelId }: Sender, sessionId: string | null): Promise<boolean> {
    return source === 'EMAIL' && (await this.inbound.messagesLastHour(id, channelId, sessionId)) >= MAX_MAILS;
  }

  /** Under the receipt's id: the same receipt again is the same message. */
  private async say(
    { id, source: channel }: Receipt,
    { person, channelId }: Sender,
    { thread, attachments }: TextEvent,
    sessionId: string | null,
    text: string,
  ): Promise<Outcome> {
    await this.conversations.say({
      ...{ id, sessionId: sessionId ?? undefined, person, text: withFiles(text, attachments), channel },
      place: { channelId, thread },
    });
    return { outcome: 'posted' };
  }

  private async whichOne(sender: Sender, requestIds: string[], event: TextEvent): Promise<Outcome> {
    const open = await this.requests.byIds(requestIds);
    const [first] = open;
    if (!first) return { outcome: 'ignored: the questions are gone' };
    const to = wordsTo(sender, first.sessionId, event);
    return { outcome: 'asked back: several questions wait', reply: { to, text: questionList(open) } };
  }
}

/** From one address about one conversation in an hour, and to begin new ones. */
const MAX_MAILS = 20;

const TOO_MANY =
  'These were so many mails within an hour that this one was not passed on to the agent. The web app takes it at once.';

const EMPTY = 'Your message was empty, or I could not find anything of your own in it.';

const AIMLESS = 'Nothing was done: write that as a reply to the mail that you mean.';

const NOT_YOURS =
  'This thread is somebody else’s conversation with an agent. Mention me outside of it to begin one of your own.';

const wordsTo = (sender: Sender, sessionId: string, event: TextEvent): ReplyTo => ({
  channelId: sender.channelId,
  sessionId,
  requestId: null,
  thread: event.thread,
});
