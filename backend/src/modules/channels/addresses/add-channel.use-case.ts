import { Injectable } from '@nestjs/common';
import type { Channel } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import type { Principal } from '../../auth/index.js';
import { ChannelRegistry } from '../channel-registry.js';
import { checkAddress } from '../domain/address.js';
import { CHANNEL_NAMES } from '../domain/card-words.js';
import type { Located } from '../domain/channel-adapter.js';
import { ChannelRepository, type NewAddress } from './channel.repository.js';
import { type ChannelRow, toChannel } from './channel-row.js';
import { SendCode } from './send-code.use-case.js';

export const MAX_CHANNELS = 10;

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
    const { address, integrationId, label } = await this.locate(type, given);
    await this.sendCode.allow(owner.userId, type, address);
    const row = await this.add(owner.userId, { type, address, integrationId, label, proven: false });
    const { problem } = await this.sendCode.send(row);
    return toChannel({ ...row, problem });
  }

  /** Who is meant: a channel that knows its people says so itself. */
  private async locate(type: AddInput['type'], given: string) {
    const adapter = this.channels.for(type);
    const located: Located = adapter.locate
      ? await adapter.locate(given.trim()).catch(() => unavailable(type))
      : wellFormed(type, given);
    if (located.ok) return located;
    throw new DomainError('invalid_request', `This ${located.problem}.`, {
      errors: [{ path: 'address', message: located.problem }],
    });
  }

  private async add(userId: string, address: NewAddress): Promise<ChannelRow> {
    const added = await this.repository.add(userId, address, MAX_CHANNELS);
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

const wellFormed = (type: AddInput['type'], given: string): Located => {
  const checked = checkAddress(type, given);
  return checked.ok ? { ...checked, integrationId: null, label: null } : checked;
};

const unavailable = (type: AddInput['type']): never => {
  const name = CHANNEL_NAMES[type];
  throw new DomainError('channel_unavailable', `${name} could not be asked who that is. Try again in a minute.`);
};
