import { Injectable } from '@nestjs/common';
import type { ToolList } from '@parley/contracts';
import { isOutdated } from './domain/tool-policy.js';
import { ToolCatalogue } from './tool-catalogue.js';
import { ToolRulesRepository } from './tool-rules.repository.js';

@Injectable()
export class ListTools {
  constructor(
    private readonly catalogue: ToolCatalogue,
    private readonly rules: ToolRulesRepository,
  ) {}

  async execute(): Promise<ToolList> {
    const stored = await this.rules.list(null);
    return {
      servers: this.catalogue.describeServers(),
      tools: this.catalogue.definitions().map(({ tool }) => tool),
      rules: stored.map((rule) => {
        const { agent, tool, policy } = rule;
        return { agent, tool, policy, outdated: isOutdated(rule, this.catalogue.definition(tool)) };
      }),
    };
  }
}
