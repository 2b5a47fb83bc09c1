import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError, notFound } from '../../../../kernel/index.js';
import { IntegrationRepository } from '../integration.repository.js';
import { IntegrationKinds } from '../integration-kinds.js';
import { canaryKeyIn } from './canary-key.js';
import { HealthRepository } from './health.repository.js';

/** Words to ourselves that prove both ways of an integration: out, and in again by the way that answers come. */
@Injectable()
export class Canaries {
  private readonly log = new Logger('Integrations');

  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly kinds: IntegrationKinds,
    private readonly health: HealthRepository,
  ) {}

  /**
   * Sends one. Whether it comes back, is heard later.
   * @param admin who asks for it; null: nobody does
   * @throws DomainError not_found, channel_unavailable
   */
  async send(id: string, admin: string | null): Promise<void> {
    const row = await this.integrations.find(id);
    if (!row) throw notFound('integration');
    const kind = this.kinds.for(row.type);
    if (row.status !== 'ACTIVE' || !kind.isSetUp)
      throw new DomainError('channel_unavailable', `${row.name} is not connected now.`);
    const key = `canary-${randomUUID()}`;
    await this.health.canaryBegins(id, key);
    const sent = await kind.canary(row, key, admin);
    if (sent.kind === 'failed') return this.health.canaryFailed(key, sent.problem);
    if (await this.health.canarySent(key, sent.place)) await this.clearAway(id, sent.place);
  }

  /** Something came in that we wrote ourselves. */
  async heard(text: string): Promise<void> {
    const key = canaryKeyIn(text);
    const back = key ? await this.health.canaryHeard(key) : null;
    if (back?.place) await this.clearAway(back.id, back.place);
  }

  private async clearAway(id: string, place: object): Promise<void> {
    try {
      const row = await this.integrations.find(id);
      if (row) await this.kinds.for(row.type).clearAway(row, place);
    } catch (error) {
      this.log.warn(`what Parley wrote to itself stays where it is: ${String(error)}`);
    }
  }
}
