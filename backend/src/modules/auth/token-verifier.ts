import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '../../kernel/index.js';
import { sha256 } from '../../platform/crypto/index.js';
import { AccessTokenCodec } from './access-token.codec.js';
import { CredentialsRepository, type LoginStatus, type TokenStatus } from './credentials.repository.js';
import { isPersonalToken } from './domain/personal-token.js';
import type { Principal } from './domain/principal.js';
import { LoginRevocations } from './login-revocations.js';
import { ShortMemory } from './short-memory.js';

/** How long another process's revocation may go unnoticed here; API-1 allows 5 s. */
const MEMORY_MS = 2_000;

/** From bearer token to principal, for REST and WebSocket alike: one path, so that neither is weaker. */
@Injectable()
export class TokenVerifier {
  private readonly logins = new ShortMemory<LoginStatus>(MEMORY_MS);
  private readonly tokens = new ShortMemory<TokenStatus>(MEMORY_MS);

  constructor(
    private readonly codec: AccessTokenCodec,
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
    revocations: LoginRevocations,
  ) {
    // All of it: revocations are rare, and what is still good comes back with one look-up each.
    revocations.ids.subscribe(() => {
      this.logins.clear();
      this.tokens.clear();
    });
  }

  /** @throws DomainError `unauthorized`, without saying which check failed */
  async verify(bearer: string): Promise<Principal> {
    const principal = isPersonalToken(bearer) ? await this.ofPersonalToken(bearer) : await this.ofAccessToken(bearer);
    if (!principal) throw new DomainError('unauthorized', 'Your sign-in is not valid any more. Sign in again.');
    return principal;
  }

  private async ofAccessToken(token: string): Promise<Principal | undefined> {
    const claims = await this.codec.verify(token);
    if (!claims) return undefined;
    const { loginId, userId, expiresAt } = claims;
    const now = this.clock.now();
    const look = () => this.credentials.findLogin(loginId, userId, now);
    const status = await this.logins.get(`${loginId} ${userId}`, now.getTime(), look);
    return status && { userId, loginId, credential: 'login', role: status.role, name: status.name, expiresAt };
  }

  private async ofPersonalToken(token: string): Promise<Principal | undefined> {
    const hash = sha256(token);
    const now = this.clock.now();
    const status = await this.tokens.get(hash.toString('hex'), now.getTime(), () =>
      this.credentials.findToken(hash, now),
    );
    if (!status || status.expiresAt <= now) return undefined;
    const { id, userId, role, name, tokenName, expiresAt } = status;
    return { userId, loginId: id, credential: 'access-token', role, name, tokenName, expiresAt };
  }
}
