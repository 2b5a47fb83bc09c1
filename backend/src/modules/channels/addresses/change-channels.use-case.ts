import { Injectable } from '@nestjs/common';
import type { Channel } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { ChannelRepository } from './channel.repository.js';
import { toChannel } from './channel-row.js';

/** What a person changes about the channels they have. */
@Injectable()
export class ChangeChannels {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly changes: ChannelChanges,
  ) {}

  /** @throws DomainError not_found */
  async setWait(userId: string, id: string, waitMs: number): Promise<Channel> {
    const row = await this.repository.setWait(userId, id, waitMs);
    if (!row) throw notFound('channel');
    this.changes.tell(userId);
    return toChannel(row);
  }

  /** @throws DomainError invalid_request unless `ids` are exactly the person's channels, each once */
  async order(userId: string, ids: readonly string[]): Promise<void> {
    if (new Set(ids).size === ids.length && (await this.repository.order(userId, ids)))
      return this.changes.tell(userId);
    const message = 'must be all of your channels, each once';
    throw new DomainError('invalid_request', `The order ${message}.`, { errors: [{ path: 'ids', message }] });
  }

  /** From now on nothing is sent there, and nothing from there is taken. @throws DomainError not_found, channel_required */
  async remove(userId: string, id: string): Promise<void> {
    const removed = await this.repository.remove(userId, id);
    if (removed === 'not_found') throw notFound('channel');
    if (removed === 'web')
      throw new DomainError('channel_required', 'The web app is always there: it keeps what nothing else brings you.');
    this.changes.tell(userId);
  }
}
