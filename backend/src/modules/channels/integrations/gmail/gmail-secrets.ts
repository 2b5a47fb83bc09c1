import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { GmailMailbox } from '../../email/gmail/gmail-mailboxes.js';
import type { IntegrationRow } from '../integration.repository.js';
import { IntegrationSecrets } from '../integration-secrets.js';

const secretsSchema = z.object({ refreshToken: z.string().min(1) });

/** Between a row of `integration` and the mailbox it stands for. */
@Injectable()
export class GmailSecrets {
  constructor(private readonly secrets: IntegrationSecrets) {}

  seal({ address, refreshToken }: Pick<GmailMailbox, 'address' | 'refreshToken'>): Buffer {
    return this.secrets.seal({ type: 'EMAIL', externalId: address }, { refreshToken });
  }

  /** Null: it was forgotten. @throws SealError */
  open(row: IntegrationRow): GmailMailbox | null {
    const content = this.secrets.open(row);
    if (!content) return null;
    const { refreshToken } = secretsSchema.parse(content);
    return { integrationId: row.id, address: row.externalId, refreshToken };
  }
}
