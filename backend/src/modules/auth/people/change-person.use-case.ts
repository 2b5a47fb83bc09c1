import { Injectable, Logger } from '@nestjs/common';
import type { AdminUser, ChangeUser } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import type { Principal } from '../domain/principal.js';
import { LoginRevocations } from '../login-revocations.js';
import { AccountChanges } from './account-changes.js';
import { PeopleRepository, type Standing } from './people.repository.js';
import { signedIn } from './signed-in.js';

/** Disables an account, lets it in again, or changes what it may do (API-1). */
@Injectable()
export class ChangePerson {
  private readonly log = new Logger('Accounts');

  constructor(
    private readonly people: PeopleRepository,
    private readonly work: UnitOfWork,
    private readonly changes: AccountChanges,
    private readonly revocations: LoginRevocations,
  ) {}

  /**
   * A disabled account keeps its logins and its questions: whoever lets it in again finds them as they were.
   * @throws DomainError forbidden, not_found, own_account, last_administrator
   */
  async execute(admin: Principal, id: string, change: ChangeUser): Promise<AdminUser> {
    signedIn(admin);
    if (id === admin.userId) throw new DomainError('own_account', 'Another administrator has to change your account.');
    const { before, after } = await this.change(id, change);
    if (before.disabled !== after.disabled || before.role !== after.role) {
      this.log.warn(`account ${id} is ${after.disabled ? 'disabled' : 'in use'}, ${after.role}: by ${admin.userId}`);
      // Sockets and what is remembered end here at once; other processes notice within 2 s.
      for (const held of await this.people.held(id)) this.revocations.announce(held);
    }
    const person = await this.people.find(id);
    if (!person) throw notFound('person');
    return person;
  }

  private change(id: string, { disabled, role }: ChangeUser): Promise<{ before: Standing; after: Standing }> {
    return this.work.run(async (tx) => {
      const before = await this.people.hold(tx, id);
      if (!before) throw notFound('person');
      const after = { role: role ?? before.role, disabled: disabled ?? before.disabled };
      const loses = administers(before) && !administers(after);
      // Who asks may have been let go themselves a moment ago.
      if (loses && (await this.people.otherAdministrators(tx, id)) === 0)
        throw new DomainError('last_administrator', 'Nobody else could administer Parley then.');
      await this.people.write(tx, id, after);
      if (before.disabled && !after.disabled) await this.changes.enabled(tx, id);
      return { before, after };
    });
  }
}

const administers = ({ role, disabled }: Standing): boolean => role === 'ADMIN' && !disabled;
