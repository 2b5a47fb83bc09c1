import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackRequest } from '@parley/contracts';
import type { InboundEvent } from '../../channels/index.js';
import { ListRequests } from '../../feedback/index.js';
import { SessionAccess, SessionThreads } from '../../sessions/index.js';
import { readChannelCommand } from '../domain/channel-command.js';
import { codeOf, splitCode } from '../domain/question-code.js';
import { InboundRepository, type Receipt, type RepliedTo, type Sender } from './inbound.repository.js';

export type TextEvent = Extract<InboundEvent, { kind: 'text' }>;

/** What a text is about. Kept with its receipt, so that a second run does not decide anew. */
export type Target =
  | { kind: 'command'; sessionId: string; requestId: string | null }
  /** A command, of which nobody knows what it is about. */
  | { kind: 'aimless command'; sessionId: string }
  /**
   * `fresh`: not written as a reply to it, but nothing else is asked. `unsure`: no answer without its author's yes. `toCard`: a
   * reply to the very card. `repliesTo`: the very attempt, if the channel knows.
   */
  | {
      kind: 'answer';
      requestId: string;
      text: string;
      fresh: boolean;
      unsure: boolean;
      toCard: boolean;
      repliesTo: string | null;
    }
  | { kind: 'which one'; requestIds: string[] }
  | { kind: 'message'; sessionId: string | null }
  /** People talking to each other, where we happen to read along. */
  | { kind: 'not to us' }
  /** Said to us in the thread of somebody else's conversation. */
  | { kind: 'not yours'; sessionId: string };

/** Where in our world something was written. */
interface Place {
  attempt: RepliedTo | null;
  /** Whose thread it stands in; null: in none of ours. */
  sessionId: string | null;
}

const MAX_OPEN = 500;

@Injectable()
export class FindTarget {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly requests: ListRequests,
    private readonly threads: SessionThreads,
    private readonly access: SessionAccess,
  ) {}

  /**
   * By the code of a question, by the delivery it replies to, or because there is only one: never "the latest" (FB-13). A reply
   * to the card of a question that has ended stays an answer to it, and its sender is told.
   */
  async execute({ id, source, writtenAt }: Receipt, sender: Sender, event: TextEvent): Promise<Target> {
    const place = await this.placeOf(source, event);
    const all = (await this.openTo(sender)).filter(({ createdAt }) => wasAsked(createdAt, writtenAt));
    const here = await this.askedHere(all, place, sender, event);
    if (!here) return this.aside(place, event);
    const target = await this.among(all, here, place, event);
    if (target.kind !== 'message' || !place.sessionId) return target;
    const overtaken = only(await this.inbound.overtaken(id, sender.person.id, place.sessionId, writtenAt));
    if (!overtaken) return target;
    return {
      kind: 'answer',
      requestId: overtaken,
      text: event.text,
      ...WRITTEN_AS_REPLY,
      unsure: event.unsure === true,
    };
  }

  /**
   * The questions these words may be about; null: they are not said to us, or their author has no say there. Where others
   * read along, who has not begun the conversation is heard only about what they were asked in that very thread.
   */
  private async askedHere(
    all: FeedbackRequest[],
    { sessionId }: Place,
    sender: Sender,
    { manner, thread, head }: TextEvent,
  ): Promise<FeedbackRequest[] | null> {
    // Words of Parley's own that name no question, such as a list of several, narrow nothing.
    const here = sessionId ? all.filter((request) => request.sessionId === sessionId) : all;
    if (manner === 'direct') return head ? this.seenAt(here, sender) : here;
    if (!sessionId) return null;
    if ((await this.access.ownerOf(sessionId)) === sender.person.id) return here;
    const ids = here.map(({ id }) => id);
    const asked = ids.length && thread ? await this.inbound.askedIn(ids, sender.channelId, thread) : new Set<string>();
    return asked.size ? here.filter(({ id }) => asked.has(id)) : null;
  }

  /** Who begins to write at an address may mean what stands there, and nothing else. */
  private async seenAt(questions: FeedbackRequest[], { channelId }: Sender): Promise<FeedbackRequest[]> {
    const ids = questions.map(({ id }) => id);
    const seen = ids.length ? await this.inbound.seenAt(ids, channelId) : new Set<string>();
    return questions.filter(({ id }) => seen.has(id));
  }

  private aside({ sessionId }: Place, { manner }: TextEvent): Target {
    if (manner !== 'mention') return { kind: 'not to us' };
    return sessionId ? { kind: 'not yours', sessionId } : { kind: 'message', sessionId: null };
  }

  private async among(
    all: FeedbackRequest[],
    here: FeedbackRequest[],
    { attempt, sessionId: its }: Place,
    { text, head = false, unsure: guessed = false }: TextEvent,
  ): Promise<Target> {
    const exact = attempt?.exact && !attempt.closing ? attempt.requestId : null;
    // What replies to other words of the conversation, or to a warning, answers its question by accident, if at all.
    const unsure = guessed || attempt?.warning === true || (attempt?.exact === true && exact === null);
    const repliesTo = attempt?.exact ? attempt.id : null;
    const sessionId = its ?? attempt?.sessionId ?? here[0]?.sessionId;
    if (readChannelCommand(text) && sessionId)
      return guessed
        ? { kind: 'aimless command', sessionId }
        : { kind: 'command', sessionId, requestId: exact ?? only(here)?.id ?? null };
    const coded = splitCode(text);
    const named = coded && only(all.filter(({ id }) => codeOf(id) === coded.code));
    if (coded && named)
      return { kind: 'answer', requestId: named.id, text: coded.rest, ...WRITTEN_AS_REPLY, unsure: guessed };
    if (exact && (await this.isQuestion(exact)))
      return {
        ...{ kind: 'answer', requestId: exact, text, fresh: head, unsure: guessed },
        ...{ toCard: attempt?.card === true, repliesTo },
      };
    const requestId = only(here)?.id;
    if (requestId) return { kind: 'answer', requestId, text, fresh: head, unsure, toCard: false, repliesTo };
    // What begins a thread of its own is no reply to any of several.
    if (here.length && !head) return { kind: 'which one', requestIds: here.map(({ id }) => id) };
    return { kind: 'message', sessionId: its ?? attempt?.sessionId ?? null };
  }

  private async placeOf(source: ChannelType, event: TextEvent): Promise<Place> {
    const attempt = await this.inbound.attemptOf(source, event);
    const bound = event.thread && (await this.threads.sessionOf(source, event.thread));
    const its = attempt?.about ? attempt.sessionId : null;
    // What a session itself sent there tells whose thread it is; a word of Parley's own may stand in any.
    return { attempt, sessionId: attempt?.note ? (bound ?? its) : (its ?? bound) };
  }

  private async isQuestion(requestId: string | null | undefined): Promise<boolean> {
    const [request] = requestId ? await this.requests.byIds([requestId]) : [];
    return request !== undefined && request.question.type !== 'NOTICE';
  }

  private async openTo(sender: Sender): Promise<FeedbackRequest[]> {
    const open = await this.requests.execute({ assigneeId: sender.person.id, status: 'PENDING', limit: MAX_OPEN });
    return open.filter(({ question }) => question.type !== 'NOTICE');
  }
}

const WRITTEN_AS_REPLY = { fresh: false, toCard: false, repliesTo: null } as const;

/** The channel's clock and ours may differ a little. */
const SKEW_MS = 1_000;
/** What was written before a question stood is no answer to it. */
const wasAsked = (createdAt: string, writtenAt: string): boolean =>
  Date.parse(createdAt) <= Date.parse(writtenAt) + SKEW_MS;

const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
