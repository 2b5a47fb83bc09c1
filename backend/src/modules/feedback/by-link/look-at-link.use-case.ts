import { Injectable } from '@nestjs/common';
import type { AnswerLink } from '@parley/contracts';
import { AnswerLinks } from './answer-links.js';
import { linkView } from './link-view.js';

/** What a button in a mail is about. Looking changes nothing, however often: mail scanners open every link (EML-5). */
@Injectable()
export class LookAtLink {
  constructor(private readonly links: AnswerLinks) {}

  /**
   * @param caller who is signed in, if anybody is
   * @throws DomainError not_found
   */
  async execute(token: string, caller: string | null): Promise<AnswerLink> {
    return linkView(await this.links.find(token), caller);
  }
}
