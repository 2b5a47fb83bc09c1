import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackRequest } from '@parley/contracts';
import type { InboundEvent } from '../../channels/index.js';
import { ListRequests } from '../../feedback/index.js';
import { SessionAccess, SessionThreads } from '../../sessions/index.js';
import { readChannelCommand } from '../domain/channel-command.js';
import { codeOf, splitCode } from '../domain/question-code.js';
import { InboundRepository, type RepliedTo, type Sender } from './inbound.repository.js';

export type TextEvent = Extract<InboundEvent, { kind: 'text' }>;

/** What a text is about. Kept with its receipt, so that a second run does not decide anew. */
export type Target =
  | { kind: 'command'; sessionId: string; requestId: string | null }
  | { kind: 'answer'; requestId: string; text: string }
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
  async execute(receiptId: string, source: ChannelType, sender: Sender, event: TextEvent): Promise<Target> {
    const place = await this.placeOf(source, event);
    const all = await this.openTo(sender);
    // Words of Parley's own that name no question, such as a list of several, narrow nothing.
    const here = place.sessionId ? all.filter(({ sessionId }) => sessionId === place.sessionId) : all;
    const aside = await this.aside(place, sender, event, here);
    if (aside) return aside;
    const target = await this.among(all, here, place, event);
    if (target.kind !== 'message' || !place.sessionId) return target;
    const overtaken = only(await this.inbound.overtaken(receiptId, sender.person.id, place.sessionId));
    return overtaken ? { kind: 'answer', requestId: overtaken, text: event.text } : target;
  }

  /** Others read along there: not everything is said to us, and not everybody has a say. */
  private async aside(place: Place, sender: Sender, event: TextEvent, here: unknown[]): Promise<Target | null> {
    if (event.manner === 'direct') return null;
    const { sessionId } = place;
    if (!sessionId) return event.manner === 'mention' ? { kind: 'message', sessionId: null } : { kind: 'not to us' };
    if (here.length || (await this.access.ownerOf(sessionId)) === sender.person.id) return null;
    return event.manner === 'mention' ? { kind: 'not yours', sessionId } : { kind: 'not to us' };
  }

  private async among(
    all: FeedbackRequest[],
    here: FeedbackRequest[],
    { attempt, sessionId: its }: Place,
    { text }: TextEvent,
  ): Promise<Target> {
    const exact = attempt?.exact ? attempt.requestId : null;
    const sessionId = its ?? attempt?.sessionId ?? here[0]?.sessionId;
    if (readChannelCommand(text) && sessionId)
      return { kind: 'command', sessionId, requestId: exact ?? only(here)?.id ?? null };
    const coded = splitCode(text);
    const named = coded && only(all.filter(({ id }) => codeOf(id) === coded.code));
    if (coded && named) return { kind: 'answer', requestId: named.id, text: coded.rest };
    const requestId = (await this.isQuestion(exact)) ? exact : only(here)?.id;
    if (requestId) return { kind: 'answer', requestId, text };
    if (here.length) return { kind: 'which one', requestIds: here.map(({ id }) => id) };
    return { kind: 'message', sessionId: its ?? attempt?.sessionId ?? null };
  }

  private async placeOf(source: ChannelType, event: TextEvent): Promise<Place> {
    const attempt = await this.inbound.attemptOf(source, event);
    const bound = event.thread && (await this.threads.sessionOf(source, event.thread));
    return { attempt, sessionId: bound ?? (attempt?.about ? attempt.sessionId : null) };
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

const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
