import { Inject, Injectable, Logger } from '@nestjs/common';
import { assertNever, Clock } from '../../kernel/index.js';
import { AccessTokenCodec } from './access-token.codec.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';
import { loginOver } from './domain/oauth-error.js';
import type { IssuedLogin } from './issued-login.js';
import { LoginRevocations } from './login-revocations.js';
import { LoginsRepository } from './logins.repository.js';

/** The refresh grant (RFC 6749 §6) with rotation (RFC 9700 §4.14.2). */
@Injectable()
export class RefreshLogin {
  private readonly log = new Logger(RefreshLogin.name);

  constructor(
    private readonly logins: LoginsRepository,
    private readonly codec: AccessTokenCodec,
    private readonly revocations: LoginRevocations,
    private readonly clock: Clock,
    @Inject(AUTH_SETTINGS) private readonly settings: AuthSettings,
  ) {}

  /** @throws OAuthError `invalid_grant` */
  async execute(input: { refreshToken: string; clientId: string }): Promise<IssuedLogin> {
    const result = await this.logins.rotate(input.refreshToken, input.clientId, this.clock.now());
    switch (result.kind) {
      case 'rotated': {
        const { id, userId, expiresAt } = result.login;
        const accessToken = await this.codec.sign({ userId, loginId: id });
        const expiresIn = this.settings.accessTokenTtlS;
        return { accessToken, expiresIn, refreshToken: result.refreshToken, loginExpiresAt: expiresAt };
      }
      case 'reuse':
        this.revocations.announce(result.login.id);
        this.log.warn(`refresh token reused, login ${result.login.id} of user ${result.login.userId} revoked`);
        throw loginOver();
      case 'refused':
        throw loginOver();
      default:
        return assertNever(result);
    }
  }
}
