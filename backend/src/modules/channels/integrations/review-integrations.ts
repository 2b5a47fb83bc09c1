import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckIntegration } from './check-integration.use-case.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import { IntegrationKinds } from './integration-kinds.js';
import { IntegrationSecrets } from './integration-secrets.js';

/** At start: what an older key has sealed gets today's, and what is locked out is asked about: a setting may have been mended. */
@Injectable()
export class ReviewIntegrations implements OnApplicationBootstrap {
  private readonly log = new Logger('Integrations');

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: IntegrationSecrets,
    private readonly check: CheckIntegration,
    private readonly kinds: IntegrationKinds,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const row of await this.repository.all()) {
      await this.reseal(row);
      if (row.status === 'NEEDS_REAUTH' && this.kinds.for(row.type).isSetUp) this.check.doubt(row.id);
    }
  }

  private async reseal(row: IntegrationRow): Promise<void> {
    try {
      const secrets = this.secrets.resealed(row);
      if (secrets) await this.repository.reseal(row, secrets);
    } catch (error) {
      this.log.error(`The token of ${row.name} cannot be opened: ${String(error)}`);
    }
  }
}
