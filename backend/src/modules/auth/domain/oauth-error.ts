import type { OAuthErrorBody } from '@parley/contracts';

/** A refusal of the token endpoint in the words of RFC 6749 §5.2. */
export class OAuthError extends Error {
  constructor(
    readonly code: OAuthErrorBody['error'],
    description: string,
  ) {
    super(description);
    this.name = 'OAuthError';
  }
}

/** One text for every reason: unknown account, wrong password, disabled account (T20). */
export const wrongCredentials = () => new OAuthError('invalid_grant', 'Email or password is wrong.');
export const loginOver = () => new OAuthError('invalid_grant', 'This login has ended. Sign in again.');
