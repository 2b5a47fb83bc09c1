import { Injectable } from '@nestjs/common';
import { Clock, notFound } from '../../kernel/index.js';
import { AccessTokensRepository } from './access-tokens.repository.js';
import type { Principal } from './domain/principal.js';
import { LoginRevocations } from './login-revocations.js';

@Injectable()
export class RevokeAccessToken {
  constructor(
    private readonly tokens: AccessTokensRepository,
    private readonly revocations: LoginRevocations,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found`, also for another person's token */
  async execute(owner: Principal, id: string): Promise<void> {
    if (!(await this.tokens.revoke(id, owner.userId, this.clock.now()))) throw notFound('access token');
    this.revocations.announce(id);
  }
}
