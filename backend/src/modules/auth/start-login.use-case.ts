import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { RateLimits } from '../../platform/http/index.js';
import { AccessTokenCodec } from './access-token.codec.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';
import { isPossibleEmail, normaliseEmail } from './domain/email.js';
import { wrongCredentials } from './domain/oauth-error.js';
import type { IssuedLogin } from './issued-login.js';
import { LoginsRepository } from './logins.repository.js';
import { RefreshTokens } from './refresh-tokens.js';
import { type Credentials, UsersRepository } from './users.repository.js';

const DAY_MS = 86_400_000;

/** The password grant (RFC 6749 §4.3); see docs/adr/0001-password-grant.md. */
@Injectable()
export class StartLogin {
  constructor(
    private readonly users: UsersRepository,
    private readonly logins: LoginsRepository,
    private readonly refreshTokens: RefreshTokens,
    private readonly codec: AccessTokenCodec,
    private readonly passwords: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
    @Inject(AUTH_SETTINGS) private readonly settings: AuthSettings,
  ) {}

  /** @throws OAuthError `invalid_grant`, the same for every reason; DomainError `rate_limited` */
  async execute(input: { username: string; password: string; clientId: string }): Promise<IssuedLogin> {
    const email = normaliseEmail(input.username);
    await this.limits.enforce('auth-account', email);
    const { userId } = await this.authenticate(email, input.password);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.settings.refreshTokenTtlDays * DAY_MS);
    const refreshToken = this.refreshTokens.first();
    const login = await this.logins.insert({ userId, clientId: input.clientId, expiresAt }, refreshToken, now);
    const accessToken = await this.codec.sign({ userId, loginId: login.id });
    return { accessToken, expiresIn: this.settings.accessTokenTtlS, refreshToken, loginExpiresAt: expiresAt };
  }

  /** The password is checked first and always, so that neither time nor order tells accounts from non-accounts. */
  private async authenticate(email: string, password: string): Promise<Credentials> {
    const found = isPossibleEmail(email) ? await this.users.findCredentials(email) : undefined;
    const matches = await this.passwords.verify(found?.passwordHash, password);
    if (!found || !matches || found.disabled) throw wrongCredentials();
    if (this.passwords.isOutdated(found.passwordHash)) await this.rehash(found, password);
    return found;
  }

  private async rehash({ userId, passwordHash }: Credentials, password: string): Promise<void> {
    await this.users.replacePasswordHash(userId, passwordHash, await this.passwords.hash(password));
  }
}
