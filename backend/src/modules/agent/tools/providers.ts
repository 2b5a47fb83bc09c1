import { ListTools } from './list-tools.use-case.js';
import { ReconnectServer } from './reconnect-server.use-case.js';
import { SetToolRule } from './set-tool-rule.use-case.js';
import { ToolCallRepository } from './tool-call.repository.js';
import { ToolCatalogue } from './tool-catalogue.js';
import { ToolRulesRepository } from './tool-rules.repository.js';

/** Of the agent module: tools, their rules and their calls (AG-7). */
export const toolProviders = [
  ListTools,
  ReconnectServer,
  SetToolRule,
  ToolCallRepository,
  ToolCatalogue,
  ToolRulesRepository,
];
