import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { DomainError } from '../../../kernel/index.js';
import { isAllowedOrigin } from '../../../platform/http/index.js';
import { AUTH_SETTINGS, type AuthSettings } from '../auth-settings.js';

const COOKIE = 'parley_refresh';

/** The web client keeps its refresh token where no script can read it: in a cookie that only our own pages send. */
@Injectable()
export class BrowserClient {
  private readonly options: CookieOptions;

  constructor(@Inject(AUTH_SETTINGS) private readonly settings: AuthSettings) {
    const secure = settings.publicUrl.startsWith('https:');
    this.options = { httpOnly: true, sameSite: 'strict', path: '/api/oauth', secure };
  }

  /**
   * Cross-site requests are refused (T23): a cookie comes along by itself, and signing a person in as somebody else is
   * an attack, too. A program sends no Origin and no cookie.
   * @throws DomainError `forbidden`
   */
  requireOwnOrigin(request: Request, clientId: string): void {
    const { origin } = request.headers;
    const ok = origin === undefined ? clientId !== 'parley-web' : isAllowedOrigin(origin, this.settings.allowedOrigins);
    if (!ok) throw new DomainError('forbidden', 'This page may not sign people in here.');
  }

  readToken(request: Request): string | undefined {
    const token: unknown = request.cookies?.[COOKIE];
    return typeof token === 'string' && token !== '' && token.length <= 200 ? token : undefined;
  }

  storeToken(response: Response, token: string, expires: Date): void {
    response.cookie(COOKIE, token, { ...this.options, expires });
  }

  forgetToken(response: Response): void {
    response.clearCookie(COOKIE, this.options);
  }
}
