import { Injectable } from '@nestjs/common';
import type { AccessToken } from '@parley/contracts';
import { AccessTokensRepository } from './access-tokens.repository.js';

@Injectable()
export class ListAccessTokens {
  constructor(private readonly tokens: AccessTokensRepository) {}

  execute(userId: string): Promise<AccessToken[]> {
    return this.tokens.list(userId);
  }
}
