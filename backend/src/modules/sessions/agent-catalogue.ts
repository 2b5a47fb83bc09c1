import { Injectable } from '@nestjs/common';
import type { Agent } from '@parley/contracts';
import { DomainError } from '../../kernel/index.js';

export const DEFAULT_AGENT = 'assistant';

/** Which agents a session may be held with. The agent module fills it at boot; sessions only ask. */
@Injectable()
export class AgentCatalogue {
  private readonly agents = new Map<string, Agent>();

  add(agent: Agent): void {
    this.agents.set(agent.name, agent);
  }

  list(): Agent[] {
    return [...this.agents.values()];
  }

  /** @throws DomainError unknown_agent */
  require(name: string): Agent {
    const agent = this.agents.get(name);
    if (!agent) throw new DomainError('unknown_agent', `There is no agent named "${name}".`);
    return agent;
  }
}
