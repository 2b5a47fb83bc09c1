import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';
import { LoginRevocations } from '../login-revocations.js';
import { PeopleRepository } from './people.repository.js';
import { signedIn } from './signed-in.js';

/** Ends every login and every personal access token of somebody: for a lost laptop, or a token in the wrong hands. */
@Injectable()
export class SignOutPerson {
  constructor(
    private readonly people: PeopleRepository,
    private readonly revocations: LoginRevocations,
  ) {}

  /** @throws DomainError forbidden, not_found */
  async execute(admin: Principal, id: string): Promise<void> {
    signedIn(admin);
    if (!(await this.people.find(id))) throw notFound('person');
    for (const ended of await this.people.end(id, 'logins and tokens')) this.revocations.announce(ended);
  }
}
