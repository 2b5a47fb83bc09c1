import { Injectable } from '@nestjs/common';
import type { CreatedAccessToken } from '@parley/contracts';
import { Clock, DomainError } from '../../kernel/index.js';
import { randomToken } from '../../platform/crypto/index.js';
import { AccessTokensRepository } from './access-tokens.repository.js';
import { PERSONAL_TOKEN_PREFIX } from './domain/personal-token.js';
import type { Principal } from './domain/principal.js';

const DAY_MS = 86_400_000;

@Injectable()
export class CreateAccessToken {
  constructor(
    private readonly tokens: AccessTokensRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` for a personal token: a leaked one must not outlive its end by making others */
  async execute(owner: Principal, input: { name: string; expiresInDays: number }): Promise<CreatedAccessToken> {
    if (owner.credential !== 'login') throw new DomainError('forbidden', 'Only a signed-in person can create tokens.');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + input.expiresInDays * DAY_MS);
    const token = PERSONAL_TOKEN_PREFIX + randomToken();
    const created = await this.tokens.insert({
      userId: owner.userId,
      name: input.name.trim(),
      token,
      createdAt,
      expiresAt,
    });
    return { ...created, token };
  }
}
