import { Injectable } from '@nestjs/common';
import type { Person } from '@parley/contracts';
import { isPossibleEmail, normaliseEmail } from './domain/email.js';
import { UsersRepository } from './users.repository.js';

/** Who is behind an address that a signed-in person has typed. */
@Injectable()
export class FindPerson {
  constructor(private readonly users: UsersRepository) {}

  /** Null: nobody, or somebody whose account is disabled. */
  async byEmail(email: string): Promise<Person | null> {
    if (!isPossibleEmail(email)) return null;
    const credentials = await this.users.findCredentials(normaliseEmail(email));
    if (!credentials || credentials.disabled) return null;
    const user = await this.users.find(credentials.userId);
    return user ? { id: user.id, name: user.name } : null;
  }
}
