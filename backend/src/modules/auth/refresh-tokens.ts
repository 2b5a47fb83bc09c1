import { Inject, Injectable } from '@nestjs/common';
import { derivedToken, deriveKey, randomToken, sha256 } from '../../platform/crypto/index.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';

/** How refresh tokens are made and recognised. See docs/adr/0002-refresh-token-rotation.md. */
@Injectable()
export class RefreshTokens {
  private readonly key: Buffer;

  constructor(@Inject(AUTH_SETTINGS) settings: AuthSettings) {
    this.key = deriveKey(settings.tokenSecret, 'refresh-successor');
  }

  first(): string {
    return randomToken();
  }

  /** Always the same for one predecessor, and beyond anyone without the key. */
  successorOf(token: string): string {
    return derivedToken(this.key, token);
  }

  hashOf(token: string): Buffer<ArrayBuffer> {
    return sha256(token);
  }
}
