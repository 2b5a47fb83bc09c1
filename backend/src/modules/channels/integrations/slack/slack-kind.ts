import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { readSlackAddress } from '../../slack/domain/slack-address.js';
import { SLACK_SCOPES } from '../../slack/domain/slack-scopes.js';
import { HealthRepository } from '../health/health.repository.js';
import type { IntegrationRow } from '../integration.repository.js';
import type { CanarySent, IntegrationCheck, IntegrationKind } from '../integration-kind.js';
import { SlackDesk } from './slack-desk.js';
import { SlackSecrets } from './slack-secrets.js';
import { StoredSlackInstallations } from './stored-slack-installations.js';

const placeSchema = z.object({ channel: z.string(), ts: z.string() });

@Injectable()
export class SlackKind implements IntegrationKind {
  readonly type = 'SLACK';
  readonly provider = 'Slack';
  readonly isSetUp: boolean;

  constructor(
    private readonly secrets: SlackSecrets,
    private readonly desk: SlackDesk,
    private readonly installations: StoredSlackInstallations,
    private readonly people: HealthRepository,
    @Inject(CHANNEL_SETTINGS) { slack }: ChannelSettings,
  ) {
    this.isSetUp = slack !== undefined;
  }

  async check(row: IntegrationRow): Promise<IntegrationCheck> {
    const installation = this.secrets.open(row);
    if (!installation) return { kind: 'dead', why: 'No token of it is stored.' };
    const check = await this.desk.check(installation.botToken);
    return check.kind === 'dead' ? { kind: 'dead', why: `Slack says: ${check.error}.` } : check;
  }

  async giveBack(row: IntegrationRow): Promise<void> {
    const installation = this.secrets.open(row);
    if (installation) await this.desk.revoke(installation.botToken);
  }

  missing(scopes: readonly string[]): string[] {
    return SLACK_SCOPES.filter((scope) => !scopes.includes(scope));
  }

  /** A bot cannot write to itself: it writes to whoever asks, and takes it away when it has come back. */
  async canary(row: IntegrationRow, key: string, admin: string | null): Promise<CanarySent> {
    const installation = this.secrets.open(row);
    const member = admin === null ? null : readSlackAddress((await this.people.addressOf(admin, row.id)) ?? '');
    if (!installation) return { kind: 'failed', problem: 'No token of it is stored.' };
    if (!member)
      return {
        kind: 'failed',
        problem:
          'Link your own Slack account first (/parley link in Slack): the message goes to you, and is taken away again.',
      };
    try {
      const text = `Parley checks that it hears what is said here. This goes away by itself. (${key})`;
      return { kind: 'sent', place: await this.desk.postTo(installation.botToken, member.userId, text) };
    } catch (error) {
      return { kind: 'failed', problem: `Slack did not take it: ${error instanceof Error ? error.message : error}` };
    }
  }

  async clearAway(row: IntegrationRow, place: object): Promise<void> {
    const installation = this.secrets.open(row);
    const at = placeSchema.safeParse(place).data;
    if (installation && at) await this.desk.takeBack(installation.botToken, at);
  }

  forget({ externalId }: Pick<IntegrationRow, 'externalId'>): void {
    this.installations.forget(externalId);
  }
}
