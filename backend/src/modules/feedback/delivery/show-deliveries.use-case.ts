import { Injectable } from '@nestjs/common';
import type { Delivery, DeliveryTimeline } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { PgPool } from '../../../platform/prisma/index.js';
import { SessionAccess } from '../../sessions/index.js';
import { deliveryJson } from './delivery-json.js';
import { Planner } from './planner.js';
import { SituationRepository } from './situation.repository.js';
import { rungStates, upcoming } from './timeline.js';

@Injectable()
export class ShowDeliveries {
  constructor(
    private readonly pool: PgPool,
    private readonly situations: SituationRepository,
    private readonly planner: Planner,
    private readonly access: SessionAccess,
  ) {}

  /**
   * The delivery timeline of a request (FB-15), for who is asked and for whose session it is.
   * @throws DomainError not_found
   */
  async execute(requestId: string, personId: string): Promise<DeliveryTimeline> {
    const situation = await this.situations.read(requestId);
    if (!situation) throw notFound('question');
    const { request } = situation;
    const own = request.assigneeId === personId;
    if (!own) await this.requireSession(request.sessionId, personId);
    const climb = this.planner.climbOf(situation, await this.planner.isPresent(situation));
    return {
      items: await this.attemptsOf(requestId, personId),
      next: request.status === 'PENDING' ? upcoming(climb) : null,
      ladder: rungStates(climb).map((rung) => ({ ...rung, address: own ? rung.address : null })),
      seenAt: situation.seenAt,
    };
  }

  private async requireSession(sessionId: string, personId: string): Promise<void> {
    if ((await this.access.ownerOf(sessionId)) !== personId) throw notFound('question');
  }

  /** Where somebody else was asked is theirs to tell: others see the channel alone. */
  private async attemptsOf(requestId: string, personId: string): Promise<Delivery[]> {
    const { rows } = await this.pool.query<{ delivery: Delivery }>({
      name: 'delivery-timeline',
      text: `SELECT ${deliveryJson('a', 'c', 'CASE WHEN c.user_id = $2 THEN coalesce(c.label, c.address) END')} AS delivery FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
        WHERE a.request_id = $1 ORDER BY a.attempt_no`,
      values: [requestId, personId],
    });
    return rows.map((row) => row.delivery);
  }
}
