import { Inject, Injectable } from '@nestjs/common';
import type { ConnectMailbox, ConnectStart, Integration, IntegrationList } from '@parley/contracts';
import { z } from 'zod';
import { DomainError, notFound } from '../../../kernel/index.js';
import { Passes } from '../../../platform/crypto/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import { HealthRepository } from './health/health.repository.js';
import { IntegrationRepository } from './integration.repository.js';
import { IntegrationKinds } from './integration-kinds.js';

/** From the click of an administrator to the page of Slack or Google. */
const START_LIFE_MS = 60_000;
export const INSTALL_PASS = 'slack-install';
export const CONNECT_PASS = 'gmail-connect';

/** What the pass to a mailbox holds. `again`: that very mailbox, and no other. */
export const connectPassSchema = z.object({ admin: z.string(), again: z.string().nullable() });

/** What operators see of the platform's own connections, and where they begin a new one. */
@Injectable()
export class ListIntegrations {
  constructor(
    private readonly repository: IntegrationRepository,
    private readonly health: HealthRepository,
    private readonly kinds: IntegrationKinds,
    private readonly passes: Passes,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  async execute(): Promise<IntegrationList> {
    const { slack, google } = this.settings;
    return {
      items: await this.items(),
      slack: { connected: slack !== undefined, canInstall: slack?.clientId !== undefined },
      gmail: { connected: google !== undefined, push: google?.push !== undefined },
    };
  }

  private async items(): Promise<Integration[]> {
    const [rows, known] = await Promise.all([this.repository.list(), this.health.all()]);
    return rows.flatMap((row) => {
      const health = known.get(row.id);
      if (!health) return [];
      // Of one that nobody was asked about yet, nothing is known to be missing.
      const missing = health.scopes ? this.kinds.for(row.type).missing(health.scopes) : [];
      return [{ ...row, health: { ...health, missing } }];
    });
  }

  /**
   * The page at which an administrator installs the app in a workspace. A browser brings no bearer token along to it, so it
   * brings a pass. @throws DomainError channel_unavailable
   */
  startInstall(adminId: string): ConnectStart {
    if (!this.settings.slack?.clientId)
      throw new DomainError(
        'channel_unavailable',
        'Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to install the app from here.',
      );
    const pass = this.passes.issue(INSTALL_PASS, adminId, START_LIFE_MS);
    return { url: `${this.settings.publicUrl}/slack/install?pass=${pass}` };
  }

  /**
   * The page at which an administrator connects a mailbox, or one that is here already again.
   * @throws DomainError channel_unavailable, not_found
   */
  async startConnect(adminId: string, { integrationId }: ConnectMailbox): Promise<ConnectStart> {
    if (!this.settings.google)
      throw new DomainError(
        'channel_unavailable',
        'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET to connect mailboxes.',
      );
    const row = integrationId === undefined ? null : await this.repository.find(integrationId);
    if (integrationId !== undefined && row?.type !== 'EMAIL') throw notFound('mailbox');
    const content: z.infer<typeof connectPassSchema> = { admin: adminId, again: row?.externalId ?? null };
    const pass = this.passes.issue(CONNECT_PASS, content, START_LIFE_MS);
    return { url: `${this.settings.publicUrl}/google/connect?pass=${pass}` };
  }
}
