import { randomBytes } from 'node:crypto';

export interface Grant {
  readonly email: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** Wants a refresh token, and gets one. */
  readonly offline: boolean;
  readonly challenge: string | null;
  readonly challengeMethod: string;
  readonly nonce: string | null;
}

const LIFETIME_MS = 600_000;

export class Codes {
  private readonly grants = new Map<string, Grant & { expires: number }>();

  issue(grant: Grant): string {
    const code = `4/0A${randomBytes(33).toString('base64url')}`;
    this.grants.set(code, { ...grant, expires: Date.now() + LIFETIME_MS });
    return code;
  }

  /** Works once. */
  take(code: string): Grant | undefined {
    const grant = this.grants.get(code);
    this.grants.delete(code);
    return grant && grant.expires > Date.now() ? grant : undefined;
  }
}
