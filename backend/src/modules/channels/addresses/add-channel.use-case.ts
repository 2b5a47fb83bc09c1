import { Injectable } from '@nestjs/common';
import type { Channel } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import type { Principal } from '../../auth/index.js';
import { ChannelRegistry } from '../channel-registry.js';
import { checkAddress } from '../domain/address.js';
import { CHANNEL_NAMES } from '../domain/card-words.js';
import { ChannelRepository } from './channel.repository.js';
import { type ChannelRow, toChannel } from './channel-row.js';
import { SendCode } from './send-code.use-case.js';

const MAX_CHANNELS = 10;

export interface AddInput {
  type: 'EMAIL' | 'SLACK';
  address: string;
}

@Injectable()
export class AddChannel {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly channels: ChannelRegistry,
    private readonly sendCode: SendCode,
  ) {}

  /**
   * Adds an address that is not proven yet, and sends it the code that proves it.
   * @throws DomainError channel_unavailable, invalid_request, address_taken, too_many_channels, rate_limited, and forbidden
   * for a personal token: a leaked one must not go on reading elsewhere after its end
   */
  async execute(owner: Principal, { type, address: given }: AddInput): Promise<Channel> {
    if (owner.credential !== 'login') throw new DomainError('forbidden', 'Only a signed-in person can add channels.');
    const name = CHANNEL_NAMES[type];
    if (!this.channels.has(type))
      throw new DomainError('channel_unavailable', `This installation is not connected to ${name}.`);
    const checked = checkAddress(type, given);
    if (!checked.ok)
      throw new DomainError('invalid_request', `This ${checked.problem}.`, {
        errors: [{ path: 'address', message: checked.problem }],
      });
    await this.sendCode.allow(owner.userId, type, checked.address);
    const row = await this.add(owner.userId, type, checked.address);
    const { problem } = await this.sendCode.send(row);
    return toChannel({ ...row, problem });
  }

  private async add(userId: string, type: AddInput['type'], address: string): Promise<ChannelRow> {
    const added = await this.repository.add(userId, type, address, MAX_CHANNELS);
    if (added.kind === 'full')
      throw new DomainError('too_many_channels', `You have ${MAX_CHANNELS} channels, and there is no room for more.`);
    if (added.kind === 'taken')
      throw new DomainError(
        'address_taken',
        added.own ? 'You have this address already.' : 'Somebody else here receives their questions at this address.',
      );
    return added.row;
  }
}
