import { type AgentDefinition, defineAgent } from '../../runtime/run-context.js';
import { devtoolsTools } from './domain/devtools-tools.js';
import { githubTools } from './domain/github-tools.js';
import { gitlabTools } from './domain/gitlab-tools.js';
import type { HostedRepository } from './domain/hosted-tools.js';
import type { RepositoryTools } from './domain/repository-tools.js';
import { runChangeRequest } from './run-change-request.js';
import { samplePrompts } from './sample-prompts.js';

const HOSTS: Record<HostedRepository['host'], (repository: HostedRepository) => RepositoryTools> = {
  github: githubTools,
  gitlab: gitlabTools,
};

/**
 * From a ticket to a pull request. Nothing is written before a person has approved the diff (AG-6).
 * @param hosted by its MCP server under the name of the service; undefined: the repository that comes along (sandbox/devtools)
 */
export const changeRequest = (hosted: HostedRepository | undefined): AgentDefinition => {
  const tools = hosted ? HOSTS[hosted.host](hosted) : devtoolsTools;
  return defineAgent({
    name: 'change-request',
    description: 'Turns a ticket into a pull request: finds the cause, shows the diff, writes only what you approve.',
    samplePrompts: hosted ? [] : samplePrompts,
    tools: [`${tools.server}.*`],
    skills: [
      {
        id: 'change-request',
        name: 'Change code for a ticket',
        description:
          'Reads a ticket and the repository, proposes a diff, and opens a pull request once it is approved.',
        tags: ['code', 'bug', 'fix', 'ticket', 'pull request', 'repository', 'change'],
        examples: ['Fix SHOP-12', 'Open a pull request for SHOP-21'],
      },
    ],
    run: runChangeRequest(tools),
  });
};
