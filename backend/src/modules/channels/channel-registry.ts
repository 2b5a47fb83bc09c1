import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import type { ChannelAdapter } from './domain/channel-adapter.js';
import { WebChannelAdapter } from './web/web-channel.adapter.js';

/** Which adapter speaks for which channel. A new channel is one line here. */
@Injectable()
export class ChannelRegistry {
  private readonly adapters = new Map<ChannelType, ChannelAdapter>();

  constructor() {
    this.register(new WebChannelAdapter());
  }

  register(adapter: ChannelAdapter): void {
    if (this.adapters.has(adapter.type)) throw new Error(`Channel ${adapter.type} has two adapters.`);
    this.adapters.set(adapter.type, adapter);
  }

  for(type: ChannelType): ChannelAdapter {
    const adapter = this.adapters.get(type);
    if (!adapter) throw new Error(`Channel ${type} has no adapter.`);
    return adapter;
  }
}
