import { Injectable, Logger } from '@nestjs/common';
import type { PasswordLink } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';
import { UsersRepository } from '../users.repository.js';
import { PasswordLinks } from './password-links.js';
import { signedIn } from './signed-in.js';

/** Somebody has forgotten their password: an administrator makes a link and gives it to them. Nobody learns a password. */
@Injectable()
export class MakePasswordLink {
  private readonly log = new Logger('Accounts');

  constructor(
    private readonly users: UsersRepository,
    private readonly links: PasswordLinks,
  ) {}

  /** @throws DomainError forbidden, not_found, own_account */
  async execute(admin: Principal, id: string): Promise<PasswordLink> {
    signedIn(admin);
    if (id === admin.userId) throw new DomainError('own_account', 'Change your own password on your profile.');
    const found = await this.users.credentialsOf(id);
    if (!found || found.disabled) throw notFound('person');
    const { url, expiresAt } = this.links.make(id, found.passwordHash);
    this.log.warn(`a link that sets the password of account ${id} was made by ${admin.userId}`);
    return { url, expiresAt: expiresAt.toISOString() };
  }
}
