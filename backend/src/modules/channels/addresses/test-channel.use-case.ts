import { Injectable } from '@nestjs/common';
import type { ChannelTest } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { ChannelRegistry } from '../channel-registry.js';
import { CHANNEL_NAMES } from '../domain/card-words.js';
import { failureWords, healthAfter } from '../domain/health.js';
import { ChannelRepository } from './channel.repository.js';
import { toAddress } from './channel-row.js';
import { DirectLine } from './direct-line.js';
import { MarkChannel } from './mark-channel.use-case.js';

const WORDS = 'This is a test from Parley: questions from your agents reach you here.';

@Injectable()
export class TestChannel {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly channels: ChannelRegistry,
    private readonly line: DirectLine,
    private readonly mark: MarkChannel,
  ) {}

  /**
   * A message right now. What it shows of the address is kept: a channel that works again is used again.
   * @throws DomainError not_found, channel_unverified: to others' addresses nothing is sent but their code
   */
  async execute(userId: string, id: string): Promise<ChannelTest> {
    const row = await this.repository.find(userId, id);
    if (!row) throw notFound('channel');
    if (row.status === 'UNVERIFIED')
      throw new DomainError('channel_unverified', 'Enter the code that was sent to this address first.');
    if (!this.channels.has(row.type))
      return { ok: false, problem: `This installation is not connected to ${CHANNEL_NAMES[row.type]}.` };
    const result = await this.line.say(toAddress(row), WORDS);
    const health = healthAfter(row.type, result);
    if (health) await this.mark.execute(id, health);
    return { ok: result.ok, problem: result.ok ? null : failureWords(row.type, result) };
  }
}
