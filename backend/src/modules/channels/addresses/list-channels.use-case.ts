import { Inject, Injectable } from '@nestjs/common';
import { type ChannelList, channelTypeSchema } from '@parley/contracts';
import { ChannelRegistry } from '../channel-registry.js';
import { STAND_INS, type StandIns } from '../stand-ins.js';
import { ChannelRepository } from './channel.repository.js';
import { toChannel } from './channel-row.js';

@Injectable()
export class ListChannels {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly channels: ChannelRegistry,
    @Inject(STAND_INS) private readonly standIns: StandIns,
  ) {}

  async execute(userId: string): Promise<ChannelList> {
    const rows = await this.repository.list(userId);
    return {
      items: rows.map(toChannel),
      available: channelTypeSchema.options.map((type) => ({
        type,
        connected: this.channels.has(type),
        standIn: this.standIns[type] ?? null,
      })),
    };
  }
}
