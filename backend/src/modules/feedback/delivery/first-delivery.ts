import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { ChannelRegistry, Presence } from '../../channels/index.js';
import type { FirstDelivery } from '../ask.repository.js';
import { type Climb, type NextRung, nextRung } from '../domain/ladder/index.js';
import { firstClimb, ladderOf } from './situation.js';
import { SituationRepository } from './situation.repository.js';

/** A moment longer than any attempt takes: then the ladder is looked at, should nobody have told what became of it. */
const LOOK_AGAIN_MS = 60_000;

/** Where a question goes first, decided before it stands, so that asking is one statement. */
@Injectable()
export class FirstDeliveries {
  constructor(
    private readonly situations: SituationRepository,
    private readonly channels: ChannelRegistry,
    private readonly presence: Presence,
  ) {}

  async of({ sessionId, assigneeId, question }: FeedbackRequest): Promise<FirstDelivery> {
    const [around, seen] = await Promise.all([
      this.situations.around(sessionId, assigneeId),
      this.presence.isPresent(assigneeId, sessionId),
    ]);
    const ladder = ladderOf(around, question.ladder, (type) => this.channels.has(type));
    const climb = firstClimb(around, ladder, seen, question);
    const next = nextRung(climb);
    const { preference } = around;
    if (next.kind !== 'send') return { preference, attempt: null, lookAgainInMs: lookAgainIn(next, climb.now), seen };
    const web = next.rung.channel === 'WEB';
    const attempt = { id: newId(), channelId: next.rung.channelId, why: next.why, web };
    const lookAgainInMs = web ? lookAgainIn(nextRung(takenByWeb(climb, next)), climb.now) : LOOK_AGAIN_MS;
    return { preference, attempt, lookAgainInMs, seen };
  }
}

const lookAgainIn = (next: NextRung, now: number): number | null => {
  if (next.kind === 'give_up') return null;
  return Math.max(0, (next.kind === 'wait' ? next.until : next.at) - now);
};

/** The commit that asks is the delivery. */
const takenByWeb = (climb: Climb, { rung, why }: Extract<NextRung, { kind: 'send' }>): Climb => {
  const { now } = climb;
  const times = { dueAt: now, startedAt: now, endedAt: now, retryAt: null, returned: null };
  const attempt = {
    channelId: rung.channelId,
    channel: rung.channel,
    purpose: 'REQUEST',
    status: 'ACCEPTED',
    errorKind: null,
    tryNo: 1,
  } as const;
  return { ...climb, attempts: [{ ...attempt, ...times, why }] };
};
