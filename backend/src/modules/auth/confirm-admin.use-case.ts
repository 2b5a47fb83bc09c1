import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { CredentialsRepository } from './credentials.repository.js';

/** For pages that a browser opens without a bearer token: whoever came in by a pass may have been let go of since. */
@Injectable()
export class ConfirmAdmin {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
  ) {}

  /** By the database, now: is this login still good, and its person an administrator? */
  async execute(userId: string, loginId: string): Promise<boolean> {
    const login = await this.credentials.findLogin(loginId, userId, this.clock.now());
    return login?.role === 'ADMIN';
  }
}
