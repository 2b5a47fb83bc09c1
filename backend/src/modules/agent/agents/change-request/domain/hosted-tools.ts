import type { ToolArguments, ToolRequest } from '../../../runtime/tool-use.js';
import type { Base, Head, RepositoryTools, ToolUse } from './repository-tools.js';
import { issueNumberIn } from './ticket-key.js';

/** A repository on a service, reached by an MCP server of the service's name. */
export interface HostedRepository {
  readonly host: 'github' | 'gitlab';
  /** `owner/repo`; on GitLab groups may hold groups. */
  readonly path: string;
  /** Where pull requests go. */
  readonly branch: string;
}

/**
 * What these services have in common: issues have numbers, and tests run by themselves.
 * @param repository as people know it
 * @param named the arguments by which every tool knows the repository
 */
export const hostedTools = (server: HostedRepository['host'], repository: string, named: ToolArguments) => {
  const request = (tool: string, target: string, args: ToolArguments): ToolRequest => ({
    ...{ tool: `${server}.${tool}`, target },
    arguments: { ...named, ...args },
  });
  const shared = {
    ...{ server, repository, ticketIn: issueNumberIn },
    runTests: () => null,
    readTests: () => ({ passed: false, failures: [] }),
    mustLookAgain: () => false,
  } satisfies Partial<RepositoryTools>;
  return {
    shared,
    /** @param where in the repository it writes */
    call: (tool: string, where: string, args: ToolArguments): ToolRequest =>
      request(tool, `${repository}: ${where}`, args),
    use: <T>(tool: string, args: ToolArguments, read: ToolUse<T>['read']): ToolUse<T> => ({
      request: request(tool, repository, args),
      read,
    }),
  };
};

/** @throws Error */
export const baseAmong = (heads: Head[], branch: string): { base: Base; heads: Head[] } => {
  const head = heads.find(({ name }) => name === branch);
  if (!head) throw new Error('the base branch is not there');
  return { base: { branch, sha: head.sha }, heads };
};
