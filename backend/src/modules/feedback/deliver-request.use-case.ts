import { Injectable, type OnModuleInit } from '@nestjs/common';
import { failpoint } from '../../platform/failpoints/index.js';
import { JobCatalogue } from '../../platform/queue/index.js';
import { buildFeedbackCard, ChannelRegistry } from '../channels/index.js';
import { SessionFeed } from '../sessions/index.js';
import { DeliveryRepository } from './delivery.repository.js';
import { deliveryRecord } from './domain/delivery.js';
import { FeedbackRepository } from './feedback.repository.js';

@Injectable()
export class DeliverRequest implements OnModuleInit {
  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly channels: ChannelRegistry,
    private readonly requests: FeedbackRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly feed: SessionFeed,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('deliver-request', ({ attemptId }) => this.execute(attemptId));
  }

  /** Brings one request to one channel. Safe to run again: an attempt with a result is left alone. */
  async execute(attemptId: string): Promise<void> {
    const attempt = await this.deliveries.begin(attemptId);
    if (!attempt) return;
    failpoint('delivery.after-start');
    const request = await this.requests.find(attempt.requestId);
    if (!request) return;
    const adapter = this.channels.for(attempt.address.type);
    const result = await adapter.deliver(attempt.address, buildFeedbackCard(request), {
      key: attempt.id,
      thread: null,
    });
    failpoint('delivery.after-send');
    const event = await this.deliveries.finish(attempt, deliveryRecord(result));
    failpoint('delivery.after-result');
    if (event) this.feed.publish(event);
  }
}
