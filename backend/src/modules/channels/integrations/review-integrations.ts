import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckIntegration } from './check-integration.use-case.js';
import { IntegrationRepository, type IntegrationRow } from './integration.repository.js';
import { IntegrationKinds } from './integration-kinds.js';
import { IntegrationSecrets } from './integration-secrets.js';

/**
 * At start: what an older key has sealed gets today's. What does not open is found out, and what is locked out is asked about: a
 * setting may have been mended.
 */
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
      const opens = await this.reseal(row);
      if ((row.status === 'NEEDS_REAUTH' || !opens) && this.kinds.for(row.type).isSetUp) this.check.doubt(row.id);
    }
  }

  /** @returns false: no key of ours opens it */
  private async reseal(row: IntegrationRow): Promise<boolean> {
    try {
      const secrets = this.secrets.resealed(row);
      if (secrets) await this.repository.reseal(row, secrets);
      return true;
    } catch (error) {
      this.log.error(`The token of ${row.name} cannot be opened: ${String(error)}`);
      return false;
    }
  }
}
