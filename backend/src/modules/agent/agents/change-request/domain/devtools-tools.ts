import { z } from 'zod';
import type { ToolArguments, ToolRequest } from '../../../runtime/tool-use.js';
import { line, sha } from './outside.js';
import type { RepositoryTools, ToolUse } from './repository-tools.js';
import { ticketKeyIn } from './ticket-key.js';

const ticketsSchema = z.object({ tickets: z.array(z.object({ key: line(40), title: line(150) })) });
const ticketSchema = z.object({ key: line(40), title: line(300), text: line(20_000) });
const branchesSchema = z.object({
  default: z.string().max(100),
  branches: z.array(z.object({ name: z.string(), sha })),
});
const filesSchema = z.object({ files: z.array(z.object({ path: z.string(), sha })) });
const hitsSchema = z.object({ hits: z.array(z.object({ path: z.string(), line: z.int(), text: line(300) })) });
const fileSchema = z.object({ path: z.string(), sha, content: z.string() });
const testsSchema = z.object({ passed: z.boolean(), failures: z.array(line(300)) });
const pullSchema = z.object({ number: z.int(), url: z.url({ protocol: /^https?$/ }).nullable() });
const errorSchema = z.object({ error: z.object({ code: z.string() }) });

const SERVER = 'devtools';
const REPOSITORY = 'shop (devtools)';

const call = (tool: string, target: string, args: ToolArguments): ToolRequest => ({
  tool: `${SERVER}.${tool}`,
  target,
  arguments: args,
});

const use = <T>(tool: string, args: ToolArguments, read: (data: unknown) => T): ToolUse<T> => ({
  request: call(tool, REPOSITORY, args),
  read,
});

/** The server that comes along (sandbox/devtools). */
export const devtoolsTools: RepositoryTools = {
  server: SERVER,
  checksBase: true,
  repository: REPOSITORY,
  effects: ['create_branch', 'commit_file', 'run_tests', 'create_pr'],
  ticketIn: ticketKeyIn,
  tickets: () => use('list_tickets', {}, (data) => ticketsSchema.parse(data).tickets),
  ticket: (key) => use('get_ticket', { key }, (data) => ticketSchema.parse(data)),
  branches: () =>
    use('list_branches', {}, (data) => {
      const { default: branch, branches } = branchesSchema.parse(data);
      const found = branches.find(({ name }) => name === branch);
      if (!found) throw new Error('it names no default branch');
      return { base: { branch, sha: found.sha }, heads: branches };
    }),
  files: (base) => use('list_files', { ref: base.sha }, (data) => filesSchema.parse(data).files),
  search: (query, base) => use('search_code', { query, ref: base.sha }, (data) => hitsSchema.parse(data).hits),
  file: (path, base) => use('read_file', { path, ref: base.sha }, (data) => fileSchema.parse(data)),
  createBranch: (name, base) =>
    call('create_branch', `${REPOSITORY}: ${base.branch}@${base.sha} → ${name}`, { name, base_sha: base.sha }),
  commitFile: ({ branch, path, content, message, expectedSha }) =>
    call('commit_file', `${REPOSITORY}: ${branch}`, { branch, path, content, message, expected_sha: expectedSha }),
  runTests: (branch) => call('run_tests', `${REPOSITORY}: ${branch}`, { branch }),
  createPullRequest: ({ branch, base, title, body }) =>
    call('create_pr', `${REPOSITORY}: ${branch} → ${base}`, { branch, title, body, base }),
  readTests: (data) => testsSchema.parse(data),
  readPullRequest: (data) => pullSchema.parse(data),
  mustLookAgain: (data) => ['base_moved', 'branch_exists'].includes(errorSchema.safeParse(data).data?.error.code ?? ''),
};
