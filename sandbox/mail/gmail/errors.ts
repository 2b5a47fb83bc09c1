/** A refusal in the shape of Google's APIs: https://developers.google.com/workspace/gmail/api/guides/handle-errors */
export class GoogleError extends Error {
  constructor(
    readonly code: number,
    readonly status: string,
    readonly reason: string,
    message: string,
    readonly headers: Record<string, string> = {},
    /** Beside `reason`, such as the header that is to blame. */
    private readonly detail: Record<string, string> = {},
  ) {
    super(message);
  }

  body(): object {
    const { code, message, status, reason, detail } = this;
    return { error: { code, message, errors: [{ message, domain: domainOf(reason), reason, ...detail }], status } };
  }
}

const LIMITS = ['rateLimitExceeded', 'userRateLimitExceeded', 'dailyLimitExceeded', 'quotaExceeded'];
const domainOf = (reason: string): string => (LIMITS.includes(reason) ? 'usageLimits' : 'global');

export const notFound = (): GoogleError =>
  new GoogleError(404, 'NOT_FOUND', 'notFound', 'Requested entity was not found.');

export const invalid = (message: string): GoogleError =>
  new GoogleError(400, 'INVALID_ARGUMENT', 'invalidArgument', message);

export const badCredentials = (): GoogleError =>
  new GoogleError(
    401,
    'UNAUTHENTICATED',
    'authError',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
    { location: 'Authorization', locationType: 'header' },
  );

export const missingScope = (): GoogleError =>
  new GoogleError(
    403,
    'PERMISSION_DENIED',
    'insufficientPermissions',
    'Request had insufficient authentication scopes.',
  );
