import { Inject, Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import type { ChannelAdapter } from './domain/channel-adapter.js';
import { WebChannelAdapter } from './web/web-channel.adapter.js';

export const CHANNEL_ADAPTERS = Symbol('CHANNEL_ADAPTERS');

/** Which adapter speaks for which channel: the web always, others as this deployment is connected. */
@Injectable()
export class ChannelRegistry {
  private readonly adapters = new Map<ChannelType, ChannelAdapter>();

  constructor(@Inject(CHANNEL_ADAPTERS) adapters: readonly ChannelAdapter[]) {
    for (const adapter of [new WebChannelAdapter(), ...adapters]) this.register(adapter);
  }

  has(type: ChannelType): boolean {
    return this.adapters.has(type);
  }

  for(type: ChannelType): ChannelAdapter {
    const adapter = this.adapters.get(type);
    if (!adapter) throw new Error(`Channel ${type} has no adapter.`);
    return adapter;
  }

  /** Where a message stays as it was sent. */
  withoutRewriting(): ChannelType[] {
    return [...this.adapters.values()].filter(({ capabilities }) => !capabilities.update).map(({ type }) => type);
  }

  private register(adapter: ChannelAdapter): void {
    if (this.adapters.has(adapter.type)) throw new Error(`Channel ${adapter.type} has two adapters.`);
    this.adapters.set(adapter.type, adapter);
  }
}
