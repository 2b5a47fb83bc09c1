import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '../../../platform/crypto/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import type { IntegrationRow } from './integration.repository.js';

/** Seals what lets Parley into an integration (T15). What is sealed for one opens for no other. */
@Injectable()
export class IntegrationSecrets {
  private readonly sealer: Sealer;

  constructor(@Inject(CHANNEL_SETTINGS) { encryptionKeys }: ChannelSettings) {
    this.sealer = new Sealer(encryptionKeys);
  }

  seal(of: Pick<IntegrationRow, 'type' | 'externalId'>, content: object): Buffer {
    return this.sealer.seal(JSON.stringify(content), place(of));
  }

  /** Null: it was forgotten. @throws SealError */
  open(row: IntegrationRow): unknown {
    return row.secrets && JSON.parse(this.sealer.open(row.secrets, place(row)));
  }

  /** The same under today's key; null: it is. @throws SealError */
  resealed(row: IntegrationRow): Buffer | null {
    if (!row.secrets || !this.sealer.isOutdated(row.secrets)) return null;
    return this.sealer.seal(this.sealer.open(row.secrets, place(row)), place(row));
  }
}

const place = ({ type, externalId }: Pick<IntegrationRow, 'type' | 'externalId'>) =>
  `integration ${type} ${externalId}`;
