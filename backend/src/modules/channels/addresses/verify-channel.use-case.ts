import { Injectable } from '@nestjs/common';
import type { Channel } from '@parley/contracts';
import { assertNever, DomainError, notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { toChannel } from './channel-row.js';
import { type Proof, VerificationRepository } from './verification.repository.js';
import { CODE_TRIES, VerificationCodes } from './verification-codes.js';

@Injectable()
export class VerifyChannel {
  constructor(
    private readonly verifications: VerificationRepository,
    private readonly codes: VerificationCodes,
    private readonly changes: ChannelChanges,
  ) {}

  /**
   * Proves that the address is the person's: from now on it is asked. Again with the code that did it: as if once.
   * @throws DomainError not_found, code_invalid, code_expired
   */
  async execute(userId: string, id: string, code: string): Promise<Channel> {
    const hash = this.codes.hash(id, userId, code);
    const proof = await this.verifications.prove(userId, id, CODE_TRIES, (stored) => this.codes.fits(stored, hash));
    const channel = channelOf(proof);
    if (proof.kind === 'verified') this.changes.tell(userId);
    return channel;
  }
}

const channelOf = (proof: Proof): Channel => {
  switch (proof.kind) {
    case 'verified':
    case 'verified_before':
      return toChannel(proof.row);
    case 'wrong':
      throw new DomainError('code_invalid', wrongWords(proof.triesLeft));
    case 'no_code':
      throw new DomainError('code_expired', 'This code no longer counts. Have another one sent.');
    case 'not_found':
      throw notFound('channel');
    default:
      return assertNever(proof);
  }
};

const wrongWords = (left: number): string =>
  left > 0
    ? `This is not the code that was sent last. You have ${left} more ${left === 1 ? 'try' : 'tries'}.`
    : 'This is not the code that was sent last, and it was the last try. Have another one sent.';
