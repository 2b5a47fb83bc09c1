import { randomBytes } from 'node:crypto';

export interface Grant {
  readonly team: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
}

/** Slack's codes live ten minutes: https://docs.slack.dev/authentication/installing-with-oauth */
const LIFETIME_MS = 600_000;

export class Codes {
  private readonly grants = new Map<string, Grant & { expires: number }>();

  issue(grant: Grant): string {
    const code = `1000000000.${Date.now()}.${randomBytes(24).toString('hex')}`;
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
