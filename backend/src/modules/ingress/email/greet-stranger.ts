import { Injectable, Logger } from '@nestjs/common';
import { DomainError, newId } from '../../../kernel/index.js';
import { RateLimits } from '../../../platform/http/index.js';
import { ChannelRegistry, type InboundEvent } from '../../channels/index.js';

/**
 * Somebody has written whom nobody here knows: they are told how to be known, in their thread, a few times an hour at most. Only who
 * is vouched for comes here, so that no forger can have us write to others, and no automatic mail does (RFC 3834 §2).
 */
@Injectable()
export class GreetMailStranger {
  private readonly log = new Logger('Gmail');

  constructor(
    private readonly channels: ChannelRegistry,
    private readonly limits: RateLimits,
  ) {}

  /** Never fails: the stranger's words changed nothing, whether or not they hear of it. */
  async execute({ kind, address, thread }: InboundEvent): Promise<void> {
    if (kind !== 'text') return;
    try {
      await this.limits.enforce('channel-invite', address);
      await this.limits.enforce('mail-greeting', 'all');
      const to = { id: newId(), userId: '', type: 'EMAIL', address, integrationId: null } as const;
      const said = await this.channels.for('EMAIL').say(to, { text: words(address) }, { key: newId(), thread });
      if (!said.ok) throw new Error(said.message);
    } catch (error) {
      if (error instanceof DomainError) return;
      this.log.warn(`a stranger could not be told how to be known: ${String(error)}`);
    }
  }
}

const words = (address: string): string =>
  `I do not know whose address ${address} is, so nothing was done with your mail.\n\nSign in to Parley, add this address under Settings, Channels, and write again.`;
