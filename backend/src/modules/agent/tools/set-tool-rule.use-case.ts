import { Injectable } from '@nestjs/common';
import type { SetToolRule as Rule } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import { AgentRegistry } from '../runtime/agent-registry.js';
import { ToolCatalogue } from './tool-catalogue.js';
import { ToolRulesRepository } from './tool-rules.repository.js';

@Injectable()
export class SetToolRule {
  constructor(
    private readonly catalogue: ToolCatalogue,
    private readonly rules: ToolRulesRepository,
    private readonly agents: AgentRegistry,
  ) {}

  /**
   * What is decided holds for the tool as it is at this moment.
   * @throws DomainError unknown_agent, unknown_tool
   */
  async execute({ agent, tool, policy }: Rule, by: string): Promise<void> {
    if (policy === null) return this.rules.remove(agent, tool);
    if (agent !== '*' && !this.agents.find(agent))
      throw new DomainError('unknown_agent', `There is no agent named "${agent}".`);
    const definition = this.catalogue.definition(tool);
    if (!definition)
      throw new DomainError('unknown_tool', `There is no tool named "${tool}", or its server was not heard of yet.`);
    await this.rules.set({ agent, tool, policy, definitionHash: definition.hash }, by);
  }
}
