import { Injectable } from '@nestjs/common';
import type { ChannelType, Message, PreferredChannel, SessionEvent, SwitchedChannel } from '@parley/contracts';
import { Clock, DomainError, newId } from '../../kernel/index.js';
import { failpoint } from '../../platform/failpoints/index.js';
import { type Tx, UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { holdSession } from '../agent-state/index.js';
import { ChannelRegistry } from '../channels/index.js';
import { MessageRepository } from '../messages/index.js';
import { SessionAccess, SessionFeed, SessionRepository } from '../sessions/index.js';
import { AttemptRepository } from './delivery/attempt.repository.js';
import { Planner } from './delivery/planner.js';
import { Projections } from './delivery/projections.js';
import { SituationRepository } from './delivery/situation.repository.js';
import { switchedNotice } from './domain/channel-words.js';
import { FeedbackRepository } from './feedback.repository.js';

export interface SwitchInput {
  sessionId: string;
  /** The session's owner. */
  personId: string;
  channel: PreferredChannel;
  /** From where it was switched: there the conversation gets its line. */
  from: ChannelType;
}

interface Moved {
  events: SessionEvent[];
  due: { attemptId: string; delayMs: number }[];
}

@Injectable()
export class SwitchChannel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: SessionAccess,
    private readonly sessions: SessionRepository,
    private readonly messages: MessageRepository,
    private readonly requests: FeedbackRepository,
    private readonly situations: SituationRepository,
    private readonly channels: ChannelRegistry,
    private readonly attempts: AttemptRepository,
    private readonly planner: Planner,
    private readonly projections: Projections,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly clock: Clock,
  ) {}

  /**
   * The session goes on elsewhere (FB-8): the preference changes, open questions are asked there now and leave a pointer
   * where they were. The run and all it holds stay untouched.
   * @throws DomainError forbidden, channel_unavailable
   */
  async execute(input: SwitchInput): Promise<SwitchedChannel & { notice: string }> {
    if ((await this.access.ownerOf(input.sessionId)) !== input.personId)
      throw new DomainError('forbidden', 'Only the owner of the conversation can switch its channel.');
    await this.requireUsable(input);
    failpoint('switch.before-commit');
    const done = await this.work.run(async (tx) => {
      await holdSession(tx, input.sessionId);
      const { session, event } = await this.sessions.prefer(tx, input.sessionId, input.channel);
      const moves: Moved[] = [];
      for (const request of await this.requests.askedNow(tx, input.sessionId, input.personId)) {
        const move = await this.rehome(tx, request);
        if (move) moves.push(move);
      }
      const notice = switchedNotice(input.channel, moves.length);
      // A lost reply, a double click: it goes on there already, and the conversation says so once.
      const line = event || moves.length ? await this.messages.record(tx, this.lineOf(input, notice)) : null;
      const events = [event, ...moves.flatMap((move) => move.events), line].filter((one) => one !== null);
      return { session, moved: moves.length, notice, events, due: moves.flatMap((move) => move.due) };
    });
    failpoint('switch.after-commit');
    this.feed.publish(...done.events);
    for (const { attemptId, delayMs } of done.due) this.dispatcher.enqueue('deliver', { attemptId }, delayMs);
    return { session: done.session, moved: done.moved, notice: done.notice };
  }

  /** Null: it is asked there already. */
  private async rehome(tx: Tx, requestId: string): Promise<Moved | null> {
    const situation = await this.situations.of(tx, requestId);
    const [target] = situation ? this.planner.ladderOf({ ...situation, climbWhy: 'switched' }) : [];
    const home = await this.attempts.homeOf(requestId, tx);
    if (!target || home?.channelId === target.channelId) return null;
    const plan = await this.planner.restart(tx, requestId, 'switched');
    const pointers = await this.projections.refresh(tx, requestId, 'moved', target.channelId);
    const moved = await this.requests.recordUpdate(tx, requestId, 'moved');
    const due = [...plan.due, ...pointers.due.map((attemptId) => ({ attemptId, delayMs: 0 }))];
    return { events: [...plan.events, ...pointers.events, moved], due };
  }

  private async requireUsable({ sessionId, personId, channel }: SwitchInput): Promise<void> {
    if (channel === 'AUTO') return;
    const name = channel.toLowerCase();
    if (!this.channels.has(channel))
      throw new DomainError('channel_unavailable', `This installation is not connected to ${name}.`);
    const { channels } = await this.situations.around(sessionId, personId);
    const own = channels.filter(({ type }) => type === channel);
    if (own.some(({ status }) => status === 'ACTIVE' || status === 'DEGRADED')) return;
    const why = own.some(({ status }) => status === 'UNVERIFIED')
      ? 'Your address there is not verified yet'
      : 'You have no address there yet';
    throw new DomainError('channel_unavailable', `${why}. Settings, Channels is where to change that.`);
  }

  private lineOf({ sessionId, from }: SwitchInput, text: string): Message {
    return {
      ...{ id: newId(), sessionId, role: 'SYSTEM', type: 'NOTICE', status: 'SENT' },
      ...{ text, channel: from, author: 'Parley' },
      ...{ runId: null, feedbackRequestId: null, createdAt: this.clock.now().toISOString() },
    };
  }
}
