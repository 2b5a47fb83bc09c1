import { Injectable } from '@nestjs/common';
import type { Login } from '@parley/contracts';
import { Clock, notFound } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';
import { LoginRevocations } from '../login-revocations.js';
import { LoginsRepository } from '../logins.repository.js';

/** Where somebody is signed in, for themselves. */
@Injectable()
export class OwnLogins {
  constructor(
    private readonly logins: LoginsRepository,
    private readonly revocations: LoginRevocations,
    private readonly clock: Clock,
  ) {}

  async list({ userId, loginId }: Principal): Promise<Login[]> {
    const logins = await this.logins.list(userId, this.clock.now());
    return logins.map((login) => ({ ...login, current: login.id === loginId }));
  }

  /** @throws DomainError not_found, also for another person's login */
  async end({ userId }: Principal, id: string): Promise<void> {
    if (!(await this.logins.end(id, userId, this.clock.now()))) throw notFound('login');
    this.revocations.announce(id);
  }
}
