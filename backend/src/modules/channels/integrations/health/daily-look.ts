import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { Sweeper } from '../../../../platform/queue/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { STAND_INS, type StandIns } from '../../stand-ins.js';
import { CheckIntegration } from '../check-integration.use-case.js';
import { IntegrationRepository } from '../integration.repository.js';
import { Canaries } from './canaries.js';
import { HealthRepository } from './health.repository.js';

/**
 * Once a day each integration is asked whether it still lets us in, and each mailbox writes to itself. In Slack a message
 * would reach a person, so there somebody has to ask for it; a stand-in on this machine proves nothing.
 */
@Injectable()
export class DailyLook implements OnModuleInit {
  private readonly log = new Logger('Integrations');

  constructor(
    private readonly sweeper: Sweeper,
    private readonly health: HealthRepository,
    private readonly integrations: IntegrationRepository,
    private readonly check: CheckIntegration,
    private readonly canaries: Canaries,
    @Inject(STAND_INS) private readonly standIns: StandIns,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  /** A process that is not connected to a channel itself cannot tell whether its integrations are. */
  onModuleInit(): void {
    const { slack, google } = this.settings;
    const types: ChannelType[] = [...(slack ? ['SLACK' as const] : []), ...(google ? ['EMAIL' as const] : [])];
    if (types.length === 0) return;
    this.sweeper.register('integration-health', async () => {
      const due = await this.health.takeDue(types);
      for (const id of due) await this.look(id);
      return due.length;
    });
  }

  /** One that cannot be looked at now is looked at tomorrow, and the others today. */
  private async look(id: string): Promise<void> {
    try {
      const standing = await this.check.execute(id);
      const row = await this.integrations.find(id);
      if (standing === 'alive' && row?.type === 'EMAIL' && !this.standIns.EMAIL) await this.canaries.send(id, null);
    } catch (error) {
      this.log.warn(`integration ${id} could not be looked at: ${String(error)}`);
    }
  }
}
