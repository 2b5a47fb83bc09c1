import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/index.js';
import { DirectoryRepository } from './directory.repository.js';

@Injectable()
export class RemoveAgent {
  constructor(private readonly repository: DirectoryRepository) {}

  /** Its token is forgotten with it. Tasks that it works on come to nothing. @throws DomainError not_found */
  async execute(id: string): Promise<void> {
    if (!(await this.repository.remove(id))) throw notFound('agent');
  }
}
