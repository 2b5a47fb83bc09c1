import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '../../../platform/crypto/index.js';
import type { DirectoryRow } from './directory.repository.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';

const place = (id: string) => `directory agent ${id}`;

/** What agents elsewhere know us by, sealed (T15). What is sealed for one opens for no other. */
@Injectable()
export class AgentTokens {
  private readonly sealer: Sealer;

  constructor(@Inject(DIRECTORY_SETTINGS) { encryptionKeys }: DirectorySettings) {
    this.sealer = new Sealer(encryptionKeys);
  }

  seal(id: string, token: string): Buffer {
    return this.sealer.seal(token, place(id));
  }

  /** Null: it has none. @throws SealError */
  open({ id, secrets }: Pick<DirectoryRow, 'id' | 'secrets'>): string | null {
    return secrets && this.sealer.open(secrets, place(id));
  }

  /** The same under today's key; null: it is. @throws SealError */
  resealed({ id, secrets }: Pick<DirectoryRow, 'id' | 'secrets'>): Buffer | null {
    if (!secrets || !this.sealer.isOutdated(secrets)) return null;
    return this.seal(id, this.sealer.open(secrets, place(id)));
  }
}
