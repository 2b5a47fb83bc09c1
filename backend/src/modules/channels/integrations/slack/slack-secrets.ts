import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { SlackInstallation } from '../../slack/slack-installations.js';
import type { IntegrationRow } from '../integration.repository.js';
import { IntegrationSecrets } from '../integration-secrets.js';

const secretsSchema = z.object({ botToken: z.string().min(1) });
const settingsSchema = z.object({ botUserId: z.string(), botId: z.string() });

/** Between a row of `integration` and the workspace it stands for. */
@Injectable()
export class SlackSecrets {
  constructor(private readonly secrets: IntegrationSecrets) {}

  seal({ teamId, botToken }: { teamId: string; botToken: string }): Buffer {
    return this.secrets.seal({ type: 'SLACK', externalId: teamId }, { botToken });
  }

  /** Null: it was forgotten. @throws SealError */
  open(row: IntegrationRow): SlackInstallation | null {
    const content = this.secrets.open(row);
    if (!content) return null;
    const { botToken } = secretsSchema.parse(content);
    const { botUserId, botId } = settingsSchema.parse(row.settings);
    return { integrationId: row.id, teamId: row.externalId, teamName: row.name, botToken, botUserId, botId };
  }
}
