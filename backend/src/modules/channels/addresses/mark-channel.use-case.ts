import { Injectable } from '@nestjs/common';
import { ChannelChanges } from '../channel-changes.js';
import type { Health } from '../domain/health.js';
import { CheckIntegration } from '../integrations/check-integration.use-case.js';
import { ChannelRepository } from './channel.repository.js';

@Injectable()
export class MarkChannel {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly changes: ChannelChanges,
    private readonly integrations: CheckIntegration,
  ) {}

  /** Writes down how a proven address does. One that is not proven, or was given up, stays as it is. */
  async execute(channelId: string, health: Health): Promise<void> {
    const changed = await this.repository.setHealth(channelId, health);
    if (changed) this.changes.tell(changed.userId);
    if (health.status === 'DEGRADED') await this.doubt(channelId);
  }

  /** Its permission was refused: that may be so for everybody whom the same integration reaches. */
  private async doubt(channelId: string): Promise<void> {
    const integrationId = await this.repository.integrationOf(channelId);
    if (integrationId) this.integrations.doubt(integrationId);
  }
}
