export const AUTH_SETTINGS = Symbol('AUTH_SETTINGS');

/** What this module needs of the configuration. */
export interface AuthSettings {
  /** Signs access tokens. */
  jwtSecret: string;
  /** Keys of everything else that only the server may compute. */
  tokenSecret: string;
  accessTokenTtlS: number;
  /** A login ends this long after the password was given, however often it is refreshed. */
  refreshTokenTtlDays: number;
  publicUrl: string;
  allowedOrigins: readonly string[];
}

/** A refresh token may be presented again for this long after its use (T18): lost responses, parallel tabs. */
export const REFRESH_OVERLAP_MS = 10_000;
