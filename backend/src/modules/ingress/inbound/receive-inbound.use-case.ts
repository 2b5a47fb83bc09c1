import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { failpoint } from '../../../platform/failpoints/index.js';
import { Outbox } from '../../../platform/queue/index.js';
import { Metrics } from '../../../platform/telemetry/index.js';
import { ChannelRegistry, type InboundEvent, InboundSink } from '../../channels/index.js';
import { InboundRepository } from './inbound.repository.js';

/** Keeps whatever a channel brings in before anybody is told that it arrived. The work on it comes after (SLK-2). */
@Injectable()
export class ReceiveInbound extends InboundSink {
  constructor(
    private readonly channels: ChannelRegistry,
    private readonly inbound: InboundRepository,
    private readonly outbox: Outbox,
    private readonly metrics: Metrics,
  ) {
    super();
  }

  async receive(source: ChannelType, raw: unknown): Promise<void> {
    let events: InboundEvent[];
    try {
      events = this.channels.for(source).parseInbound(raw);
    } catch (error) {
      this.metrics.count('inboundEvents', { channel: source.toLowerCase(), outcome: 'quarantined' });
      await this.inbound.store(
        source,
        null,
        fingerprint(raw),
        raw,
        `quarantined: it could not be read (${String(error).slice(0, 300)})`,
      );
      return;
    }
    for (const event of events) await this.inbound.store(source, event, event.externalId, raw);
    failpoint('inbound.after-store');
    this.outbox.relaySoon();
  }
}

/** What has no id of its own is known again by its content. */
const fingerprint = (raw: unknown): string =>
  `sha256:${createHash('sha256')
    .update(JSON.stringify(raw) ?? '')
    .digest('hex')}`;
