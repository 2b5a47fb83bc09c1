import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { Clock, DomainError } from '../../kernel/index.js';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { RateLimits } from '../../platform/http/index.js';
import { normaliseEmail } from './domain/email.js';
import { UsersRepository } from './users.repository.js';

@Injectable()
export class RegisterUser {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `email_taken`, `rate_limited` */
  async execute(input: { email: string; name: string; password: string }): Promise<User> {
    const email = normaliseEmail(input.email);
    await this.limits.enforce('auth-account', email);
    const passwordHash = await this.passwords.hash(input.password);
    const user = await this.users.insert({ email, name: input.name.trim(), passwordHash, createdAt: this.clock.now() });
    if (user === 'email_taken') throw new DomainError('email_taken', 'There is an account with this email already.');
    return user;
  }
}
