import type { Problem } from '@parley/contracts';

interface OAuthError {
  error: string;
  error_description?: string;
}

/** What the server refused, from its problem document (RFC 9457) or its OAuth error (RFC 6749 §5.2). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problem: (Problem & Record<string, unknown>) | null,
    /** Seconds to wait before another try. */
    readonly retryAfter: number | null,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  get fieldErrors() {
    return this.problem?.errors ?? [];
  }

  static async from(response: Response): Promise<ApiError> {
    const body = (await response.json().catch(() => null)) as (Problem & OAuthError & Record<string, unknown>) | null;
    const header = Number(response.headers.get('retry-after'));
    const wait = body?.retryAfter ?? (Number.isFinite(header) && header > 0 ? header : null);
    const code = body?.code ?? body?.error ?? `http_${response.status}`;
    const message = body?.detail ?? body?.error_description ?? body?.title ?? `The server answered ${response.status}.`;
    return new ApiError(response.status, code, message, body?.code ? body : null, wait);
  }
}

/** The line is down or the server is away: nothing was refused, it can be tried again. */
export class OfflineError extends Error {
  constructor() {
    super('Parley cannot be reached. Nothing is lost: it tries again by itself.');
    this.name = 'OfflineError';
  }
}

export const isTemporary = (error: unknown) =>
  error instanceof OfflineError || (error instanceof ApiError && (error.status >= 500 || error.status === 408));

/** What is wrong with the first thing that was refused, where the server says so; else as `messageOf`. */
export const reasonOf = (error: unknown): string =>
  (error instanceof ApiError && error.fieldErrors[0]?.message) || messageOf(error);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'Something went wrong.');
