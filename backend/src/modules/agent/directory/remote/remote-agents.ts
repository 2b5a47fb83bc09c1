import { AgentCard } from '@a2a-js/sdk';
import { ClientFactory, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk/client';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../../kernel/index.js';
import { AgentTokens } from '../agent-tokens.js';
import { DirectoryRepository } from '../directory.repository.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from '../directory-settings.js';
import { agentFetch } from './agent-fetch.js';
import { RemoteAgent } from './remote-agent.js';

/** A task with all its artifacts. */
const MAX_BYTES = 2 * 1_024 * 1_024;

/** Lines to agents elsewhere, by the cards that were checked. */
@Injectable()
export class RemoteAgents {
  constructor(
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    private readonly repository: DirectoryRepository,
    private readonly tokens: AgentTokens,
    private readonly clock: Clock,
  ) {}

  /** Null: it is not in the directory. @throws SealError when its token cannot be opened */
  async open(id: string): Promise<RemoteAgent | null> {
    const row = await this.repository.find(id);
    if (!row) return null;
    const { allowPrivate, requestTimeoutMs: timeoutMs } = this.settings;
    const limits = { allowPrivate, timeoutMs, maxBytes: MAX_BYTES };
    const fetchImpl = agentFetch(limits, this.tokens.open(row), () => this.clock.now());
    const { name, card } = row;
    const transports = [new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl })];
    const factory = new ClientFactory({ transports, clientConfig: { polling: true } });
    const sdkCard = AgentCard.fromJSON({
      ...{ name, version: card.version },
      supportedInterfaces: [{ ...card.interface, protocolVersion: card.protocolVersion }],
    });
    return new RemoteAgent(id, name, await factory.createFromAgentCard(sdkCard));
  }

  /** It was met in trouble: its health is looked at soon. */
  doubt(id: string): Promise<void> {
    return this.repository.doubt(id);
  }
}
