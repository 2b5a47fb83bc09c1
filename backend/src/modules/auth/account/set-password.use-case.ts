import { Injectable } from '@nestjs/common';
import type { PasswordLinkOwner } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { PasswordHasher } from '../../../platform/crypto/index.js';
import { LoginRevocations } from '../login-revocations.js';
import { PasswordLinks } from '../people/password-links.js';
import { PeopleRepository } from '../people/people.repository.js';
import { type Credentials, UsersRepository } from '../users.repository.js';

/** A new password by the link that an administrator made. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly users: UsersRepository,
    private readonly people: PeopleRepository,
    private readonly links: PasswordLinks,
    private readonly passwords: PasswordHasher,
    private readonly revocations: LoginRevocations,
  ) {}

  /** Whose password it would set. Looking changes nothing. @throws DomainError not_found */
  async look(token: string): Promise<PasswordLinkOwner> {
    const user = await this.users.find((await this.open(token)).userId);
    if (!user) throw gone();
    return { name: user.name, email: user.email };
  }

  /** Whoever was signed in before is signed out: it may not have been its owner. @throws DomainError not_found */
  async execute(token: string, password: string): Promise<void> {
    const { userId, passwordHash } = await this.open(token);
    const fresh = await this.passwords.hash(password);
    // Of two who use it at once, one is first.
    if (!(await this.users.replacePasswordHash(userId, passwordHash, fresh))) throw gone();
    for (const ended of await this.people.end(userId, 'logins')) this.revocations.announce(ended);
  }

  private async open(token: string): Promise<Credentials> {
    const userId = this.links.ownerOf(token);
    const found = userId ? await this.users.credentialsOf(userId) : undefined;
    if (!found || found.disabled || !this.links.replaces(token, found.passwordHash)) throw gone();
    return found;
  }
}

const gone = () => notFound('link any more');
