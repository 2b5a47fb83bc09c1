import { Inject, Injectable } from '@nestjs/common';
import { AgentCatalogue } from '../../sessions/index.js';
import { AGENT_SETTINGS, type AgentSettings } from '../agent-settings.js';
import type { AgentDefinition } from './run-context.js';

/** The agents this process can run. Each one added here can be chosen for a session. */
@Injectable()
export class AgentRegistry {
  private readonly agents = new Map<string, AgentDefinition>();

  constructor(
    private readonly catalogue: AgentCatalogue,
    @Inject(AGENT_SETTINGS) settings: AgentSettings,
  ) {
    for (const agent of settings.agents) this.add(agent);
  }

  /** @throws Error when there is one of that name already */
  add(agent: AgentDefinition): void {
    if (this.agents.has(agent.name)) throw new Error(`There are two agents named "${agent.name}".`);
    this.agents.set(agent.name, agent);
    if (agent.hidden) return;
    const { name, description, samplePrompts = [], tools = [], skills = [], external = false } = agent;
    this.catalogue.add({ name, description, samplePrompts, tools, skills, external });
  }

  find(name: string): AgentDefinition | undefined {
    return this.agents.get(name);
  }

  require(name: string): AgentDefinition {
    const agent = this.agents.get(name);
    if (!agent) throw new Error(`No agent named "${name}" is installed here any more.`);
    return agent;
  }
}
