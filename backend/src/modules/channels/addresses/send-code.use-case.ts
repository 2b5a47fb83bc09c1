import { Injectable } from '@nestjs/common';
import type { ChannelTest, ChannelType } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { RateLimits } from '../../../platform/http/index.js';
import { ChannelRegistry } from '../channel-registry.js';
import { CHANNEL_NAMES } from '../domain/card-words.js';
import { failureWords } from '../domain/health.js';
import { ChannelRepository } from './channel.repository.js';
import { type ChannelRow, toAddress } from './channel-row.js';
import { DirectLine } from './direct-line.js';
import { VerificationRepository } from './verification.repository.js';
import { CODE_LIFE_MS, VerificationCodes } from './verification-codes.js';

@Injectable()
export class SendCode {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly verifications: VerificationRepository,
    private readonly codes: VerificationCodes,
    private readonly channels: ChannelRegistry,
    private readonly line: DirectLine,
    private readonly limits: RateLimits,
  ) {}

  /**
   * A new code; the one before no longer counts.
   * @throws DomainError not_found, already_verified, channel_unavailable, rate_limited
   */
  async execute(userId: string, id: string): Promise<ChannelTest> {
    const row = await this.repository.find(userId, id);
    if (!row) throw notFound('channel');
    if (row.status !== 'UNVERIFIED') throw new DomainError('already_verified', 'This address is verified already.');
    if (!this.channels.has(row.type))
      throw new DomainError('channel_unavailable', `This installation is not connected to ${CHANNEL_NAMES[row.type]}.`);
    await this.allow(userId, row.type, row.address);
    return this.send(row);
  }

  /** Nobody's mailbox is flooded from here: neither by one person nor, at one address, by many. @throws DomainError rate_limited */
  async allow(userId: string, type: ChannelType, address: string): Promise<void> {
    await this.limits.enforce('channel-code', userId);
    await this.limits.enforce('channel-code', `${type}:${address}`);
  }

  /** The code is in the message and nowhere else: not in a log, not in a reply. */
  async send(row: ChannelRow): Promise<ChannelTest> {
    const code = this.codes.create();
    const hash = this.codes.hash(row.id, row.userId, code);
    if (!(await this.verifications.begin(row.userId, row.id, hash, CODE_LIFE_MS))) throw notFound('channel');
    const result = await this.line.say(toAddress(row), words(code));
    const problem = result.ok ? null : failureWords(row.type, result);
    await this.verifications.note(row.userId, row.id, problem);
    return { ok: result.ok, problem };
  }
}

const words = (code: string) =>
  `Your Parley code is ${code}.\n\nEnter it in Parley within ${CODE_LIFE_MS / 60_000} minutes, so that agents can ask you here. ` +
  'If you did not ask for it, do nothing: without it nobody is asked here.';
