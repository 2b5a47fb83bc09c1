import { Injectable } from '@nestjs/common';
import type { AdminUserPage } from '@parley/contracts';
import { type PeopleFilter, PeopleRepository } from './people.repository.js';

@Injectable()
export class ListPeople {
  constructor(private readonly people: PeopleRepository) {}

  execute(filter: PeopleFilter): Promise<AdminUserPage> {
    return this.people.list(filter);
  }
}
