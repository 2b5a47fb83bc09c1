import { z } from 'zod';
import { baseAmong, type HostedRepository, hostedTools } from './hosted-tools.js';
import { isFile, line, sha, treeEntry } from './outside.js';
import type { RepositoryTools } from './repository-tools.js';

const issueSchema = z
  .object({ iid: z.coerce.string().regex(/^\d{1,9}$/), title: line(300), description: line(20_000).nullish() })
  .transform(({ iid: key, title, description }) => ({ key, title, text: description ?? '' }));
const branchesSchema = z
  .array(z.object({ name: z.string(), commit: z.object({ id: sha }) }))
  .transform((found) => found.map(({ name, commit }) => ({ name, sha: commit.id })));
const treeSchema = z.array(z.object({ ...treeEntry, id: sha }));
const searchSchema = z.array(z.object({ path: z.string() }));
const fileSchema = z.object({ content: z.string(), last_commit_id: sha });
const mergeRequestSchema = z.object({ iid: z.coerce.number().int(), web_url: z.url({ protocol: /^https?$/ }) });

/**
 * The MCP server @zereight/mcp-gitlab. A branch may begin at a commit there, and a file be changed only if a certain commit was
 * its last one. Its `create_or_update_file` changes what it finds: what must be new is pushed as `create`, which is refused then.
 */
export const gitlabTools = ({ path: name, branch }: HostedRepository): RepositoryTools => {
  const project = { project_id: encodeURIComponent(name) };
  const { call, use, shared } = hostedTools('gitlab', `${name} (GitLab)`, project);
  return {
    ...shared,
    checksBase: true,
    effects: ['create_branch', 'create_or_update_file', 'push_files', 'create_merge_request'],
    tickets: () =>
      use('list_issues', { scope: 'all', state: 'opened', per_page: 20 }, (data) => z.array(issueSchema).parse(data)),
    ticket: (key) => use('get_issue', { issue_iid: key }, (data) => issueSchema.parse(data)),
    branches: () => use('list_branches', { per_page: 100 }, (data) => baseAmong(branchesSchema.parse(data), branch)),
    // Without pages: the server does not hand on where the next one begins.
    files: (base) =>
      use('get_repository_tree', { ref: base.sha, recursive: true, pagination: 'none' }, (data) =>
        treeSchema
          .parse(data)
          .filter(isFile)
          .map(({ path, id }) => ({ path, sha: id })),
      ),
    search: (words, base) =>
      use('search_project_code', { search: words, ref: base.branch, per_page: 20 }, (data) =>
        searchSchema.parse(data).map(({ path }) => ({ path, line: null, text: '' })),
      ),
    file: (path, base) =>
      use('get_file_contents', { file_path: path, ref: base.sha }, (data) => {
        const { content, last_commit_id } = fileSchema.parse(data);
        return { path, content, sha: last_commit_id };
      }),
    createBranch: (to, base) =>
      call('create_branch', `${base.branch}@${base.sha} → ${to}`, { branch: to, ref: base.sha }),
    commitFile: ({ branch: to, path, content, message, expectedSha }) => {
      const args = { branch: to, commit_message: message };
      if (content !== null && expectedSha !== null)
        return call('create_or_update_file', to, { ...args, file_path: path, content, last_commit_id: expectedSha });
      const file = content === null ? { action: 'delete' } : { action: 'create', content };
      return call('push_files', to, { ...args, files: [{ file_path: path, ...file }] });
    },
    createPullRequest: ({ branch: from, base, title, body }) =>
      call('create_merge_request', `${from} → ${base}`, {
        ...{ source_branch: from, target_branch: base, title },
        description: withoutQuickActions(body),
      }),
    readPullRequest: (data) => {
      const { iid, web_url } = mergeRequestSchema.parse(data);
      return { number: iid, url: web_url };
    },
  };
};

/** GitLab obeys a line such as `/merge` in a description, and the text may come from a ticket. It reads the same escaped. */
const withoutQuickActions = (text: string): string => text.replaceAll(/^(\s*)\//gm, '$1\\/');
