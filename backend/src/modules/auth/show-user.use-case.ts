import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { UsersRepository } from './users.repository.js';

@Injectable()
export class ShowUser {
  constructor(private readonly users: UsersRepository) {}

  /** @throws DomainError `not_found` */
  async execute(userId: string): Promise<User> {
    const user = await this.users.find(userId);
    if (!user) throw notFound('user');
    return user;
  }
}
