import { Injectable } from '@nestjs/common';
import { ChannelChanges } from '../channel-changes.js';
import type { Health } from '../domain/health.js';
import { ChannelRepository } from './channel.repository.js';

@Injectable()
export class MarkChannel {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly changes: ChannelChanges,
  ) {}

  /** Writes down how a proven address does. One that is not proven, or was given up, stays as it is. */
  async execute(channelId: string, health: Health): Promise<void> {
    const changed = await this.repository.setHealth(channelId, health);
    if (changed) this.changes.tell(changed.userId);
  }
}
