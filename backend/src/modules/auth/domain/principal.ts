import type { User } from '@parley/contracts';

/** Who is asking, and by which credential. */
export interface Principal {
  readonly userId: string;
  /** The id of the login, or of the personal access token. Revoking either ends this principal. */
  readonly loginId: string;
  readonly credential: 'login' | 'access-token';
  readonly role: User['role'];
  readonly name: string;
  /** What its owner called the personal access token. */
  readonly tokenName?: string;
  readonly expiresAt: Date;
}
