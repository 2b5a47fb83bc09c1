import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import type { InboundEvent } from '../channels/index.js';

/** Tells somebody whom nobody here knows how their account is linked. Never fails: their words changed nothing either way. */
export interface StrangerGreeter {
  execute(event: InboundEvent): Promise<void>;
}

/** One for each channel that has a way to say so; where there is none, strangers hear nothing. */
@Injectable()
export class StrangerGreeters {
  private readonly greeters = new Map<ChannelType, StrangerGreeter>();

  register(channel: ChannelType, greeter: StrangerGreeter): void {
    if (this.greeters.has(channel)) throw new Error(`Strangers on ${channel} have two greeters.`);
    this.greeters.set(channel, greeter);
  }

  async greet(channel: ChannelType, event: InboundEvent): Promise<void> {
    await this.greeters.get(channel)?.execute(event);
  }
}
