import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Sealer } from '../../../platform/crypto/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import type { SlackInstallation } from '../slack/slack-installations.js';
import type { IntegrationRow } from './integration.repository.js';

const secretsSchema = z.object({ botToken: z.string().min(1) });
const settingsSchema = z.object({ botUserId: z.string(), botId: z.string() });

/** Between a row of `integration` and the installation it stands for. What is sealed for one workspace opens for no other. */
@Injectable()
export class SlackSecrets {
  private readonly sealer: Sealer;

  constructor(@Inject(CHANNEL_SETTINGS) { encryptionKeys }: ChannelSettings) {
    this.sealer = new Sealer(encryptionKeys);
  }

  seal({ teamId, botToken }: { teamId: string; botToken: string }): Buffer {
    return this.sealer.seal(JSON.stringify({ botToken }), place(teamId));
  }

  /** Null: it was forgotten. @throws SealError */
  open(row: IntegrationRow): SlackInstallation | null {
    if (!row.secrets) return null;
    const { botToken } = secretsSchema.parse(JSON.parse(this.sealer.open(row.secrets, place(row.externalId))));
    const { botUserId, botId } = settingsSchema.parse(row.settings);
    return { integrationId: row.id, teamId: row.externalId, teamName: row.name, botToken, botUserId, botId };
  }

  /** The same under today's key; null: it is. */
  resealed(row: IntegrationRow): Buffer | null {
    if (!row.secrets || !this.sealer.isOutdated(row.secrets)) return null;
    return this.sealer.seal(this.sealer.open(row.secrets, place(row.externalId)), place(row.externalId));
  }
}

const place = (teamId: string) => `integration SLACK ${teamId}`;
