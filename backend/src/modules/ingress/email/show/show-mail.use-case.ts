import { Injectable } from '@nestjs/common';
import { notFound } from '../../../../kernel/index.js';
import { RawMailRepository } from './raw-mail.repository.js';

@Injectable()
export class ShowMail {
  constructor(private readonly mails: RawMailRepository) {}

  /**
   * The mail that a message or an answer came with, byte by byte.
   * @throws DomainError not_found, also when it is not theirs to see
   */
  async execute(userId: string, id: string): Promise<Buffer> {
    const raw = await this.mails.of(id, userId);
    if (!raw) throw notFound('mail');
    return raw;
  }
}
