import { AddAgent } from './add-agent.use-case.js';
import { AgentTokens } from './agent-tokens.js';
import { CardFetcher } from './card-fetcher.js';
import { CheckAgent } from './check-agent.use-case.js';
import { CheckDueAgents } from './check-due-agents.js';
import { Directory } from './directory.js';
import { DirectoryRepository } from './directory.repository.js';
import { RemoteAgents } from './remote/remote-agents.js';
import { RemoveAgent } from './remove-agent.use-case.js';

export const DIRECTORY_PROVIDERS = [
  AddAgent,
  AgentTokens,
  CardFetcher,
  CheckAgent,
  CheckDueAgents,
  Directory,
  DirectoryRepository,
  RemoteAgents,
  RemoveAgent,
];
export { AddAgent } from './add-agent.use-case.js';
export { DirectoryController } from './directory.controller.js';
export { Directory } from './directory.js';
export { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
export { RemoveAgent } from './remove-agent.use-case.js';
