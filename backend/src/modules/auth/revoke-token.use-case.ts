import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '../../kernel/index.js';
import { AccessTokensRepository } from './access-tokens.repository.js';
import type { Principal } from './domain/principal.js';
import { LoginRevocations } from './login-revocations.js';
import { LoginsRepository } from './logins.repository.js';
import { TokenVerifier } from './token-verifier.js';

/** RFC 7009. Whichever token of a login is shown, the whole login ends: that is what "sign out" means to people. */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly logins: LoginsRepository,
    private readonly accessTokens: AccessTokensRepository,
    private readonly verifier: TokenVerifier,
    private readonly revocations: LoginRevocations,
    private readonly clock: Clock,
  ) {}

  /** Says nothing about tokens it does not know: for the caller both end in the token being useless (§2.2). */
  async execute(token: string): Promise<void> {
    const loginId = await this.logins.findIdByRefreshToken(token);
    if (loginId) return this.revokeLogin(loginId);
    const principal = await this.principalOf(token);
    if (principal?.credential === 'login') return this.revokeLogin(principal.loginId);
    if (!principal) return;
    await this.accessTokens.revoke(principal.loginId, principal.userId, this.clock.now());
    this.revocations.announce(principal.loginId);
  }

  private async revokeLogin(id: string): Promise<void> {
    await this.logins.revoke(id, this.clock.now());
    this.revocations.announce(id);
  }

  private async principalOf(token: string): Promise<Principal | undefined> {
    try {
      return await this.verifier.verify(token);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}
