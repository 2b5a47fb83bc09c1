import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../../../kernel/index.js';
import { PasswordHasher } from '../../../platform/crypto/index.js';
import { RateLimits } from '../../../platform/http/index.js';
import type { Principal } from '../domain/principal.js';
import { LoginRevocations } from '../login-revocations.js';
import { PeopleRepository } from '../people/people.repository.js';
import { signedIn } from '../people/signed-in.js';
import { UsersRepository } from '../users.repository.js';

@Injectable()
export class ChangePassword {
  constructor(
    private readonly users: UsersRepository,
    private readonly people: PeopleRepository,
    private readonly passwords: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly revocations: LoginRevocations,
  ) {}

  /**
   * Every other login ends. Personal access tokens stay: each has a name and an end of its own.
   * @throws DomainError forbidden for a personal token, password_wrong, rate_limited
   */
  async execute(user: Principal, { current, password }: { current: string; password: string }): Promise<void> {
    signedIn(user);
    // Who sits at an open screen must not find the password out by trying.
    await this.limits.enforce('auth-account', `password ${user.userId}`);
    const found = await this.users.credentialsOf(user.userId);
    if (!found) throw notFound('account');
    if (!(await this.passwords.verify(found.passwordHash, current))) throw wrong();
    const fresh = await this.passwords.hash(password);
    if (!(await this.users.replacePasswordHash(user.userId, found.passwordHash, fresh))) throw wrong();
    for (const ended of await this.people.end(user.userId, 'logins', user.loginId)) this.revocations.announce(ended);
  }
}

const wrong = () => new DomainError('password_wrong', 'That is not your current password.');
