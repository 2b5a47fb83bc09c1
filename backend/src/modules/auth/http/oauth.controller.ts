import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBadRequestResponse, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  oauthErrorSchema,
  revokeRequestSchema,
  type TokenRequest,
  type TokenResponse,
  tokenRequestSchema,
  tokenResponseSchema,
} from '@parley/contracts';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { addressKey, RateLimit, RateLimits } from '../../../platform/http/index.js';
import { loginOver, OAuthError } from '../domain/oauth-error.js';
import type { IssuedLogin } from '../issued-login.js';
import { RefreshLogin } from '../refresh-login.use-case.js';
import { RevokeToken } from '../revoke-token.use-case.js';
import { StartLogin } from '../start-login.use-case.js';
import { Public } from './auth.guard.js';
import { BrowserClient } from './browser-client.js';
import { OAuthErrorFilter } from './oauth-error.filter.js';

const FORM = 'application/x-www-form-urlencoded';

@ApiTags('auth')
@Public()
@UseFilters(OAuthErrorFilter)
@Controller('api/oauth')
export class OAuthController {
  constructor(
    private readonly startLogin: StartLogin,
    private readonly refreshLogin: RefreshLogin,
    private readonly revokeToken: RevokeToken,
    private readonly browser: BrowserClient,
    private readonly limits: RateLimits,
  ) {}

  @Post('token')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Get an access token (RFC 6749)',
    description:
      'Password and refresh_token grants of the first-party clients. parley-web gets its refresh token as an HttpOnly cookie, parley-cli in the body.',
  })
  @ApiConsumes(FORM)
  @ApiOkResponse({ standardSchema: tokenResponseSchema })
  @ApiBadRequestResponse({ standardSchema: oauthErrorSchema })
  async token(
    @Body({ schema: tokenRequestSchema }) body: TokenRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TokenResponse> {
    this.browser.requireOwnOrigin(request, body.client_id);
    const byPassword = body.grant_type === 'password';
    await this.limits.enforce(byPassword ? 'auth-ip' : 'refresh-ip', addressKey(request.ip ?? ''));
    const issued = byPassword
      ? await this.startLogin.execute({ username: body.username, password: body.password, clientId: body.client_id })
      : await this.refresh(body, request, response);
    return this.hand(issued, body.client_id, response);
  }

  @Post('revoke')
  @HttpCode(200)
  @RateLimit('refresh-ip')
  @ApiOperation({
    summary: 'Sign out (RFC 7009)',
    description: 'Ends the login of any of its tokens, or of the refresh cookie. Also 200 for a token nobody knows.',
  })
  @ApiConsumes(FORM)
  @ApiBadRequestResponse({ standardSchema: oauthErrorSchema })
  async revoke(
    @Body({ schema: revokeRequestSchema }) body: z.infer<typeof revokeRequestSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    this.browser.requireOwnOrigin(request, body.client_id);
    const isWeb = body.client_id === 'parley-web';
    if (!isWeb && body.token === undefined) throw new OAuthError('invalid_request', 'token is missing.');
    const token = body.token ?? this.browser.readToken(request);
    if (token) await this.revokeToken.execute(token);
    if (isWeb) this.browser.forgetToken(response);
    response.setHeader('Cache-Control', 'no-store');
  }

  private async refresh(body: TokenRequest & { grant_type: 'refresh_token' }, request: Request, response: Response) {
    const isWeb = body.client_id === 'parley-web';
    if (isWeb === (body.refresh_token !== undefined)) {
      throw new OAuthError('invalid_request', isWeb ? 'parley-web refreshes by cookie.' : 'refresh_token is missing.');
    }
    const refreshToken = body.refresh_token ?? this.browser.readToken(request);
    try {
      if (!refreshToken) throw loginOver();
      return await this.refreshLogin.execute({ refreshToken, clientId: body.client_id });
    } catch (error) {
      if (isWeb && error instanceof OAuthError) this.browser.forgetToken(response);
      throw error;
    }
  }

  /** RFC 6749 §5.1. */
  private hand(issued: IssuedLogin, clientId: TokenRequest['client_id'], response: Response): TokenResponse {
    response.setHeader('Cache-Control', 'no-store');
    const body = { access_token: issued.accessToken, token_type: 'Bearer' as const, expires_in: issued.expiresIn };
    if (clientId === 'parley-cli') return { ...body, refresh_token: issued.refreshToken };
    this.browser.storeToken(response, issued.refreshToken, issued.loginExpiresAt);
    return body;
  }
}
