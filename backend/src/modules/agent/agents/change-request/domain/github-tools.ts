import { z } from 'zod';
import { baseAmong, type HostedRepository, hostedTools } from './hosted-tools.js';
import { isFile, line, sha, treeEntry } from './outside.js';
import type { RepositoryTools } from './repository-tools.js';

const issueSchema = z.object({ number: z.int(), title: line(300), body: line(20_000).nullish() });
const issuesSchema = z
  .union([z.array(issueSchema), z.object({ issues: z.array(issueSchema) })])
  .transform((found) => (Array.isArray(found) ? found : found.issues));
const branchesSchema = z.array(z.object({ name: z.string(), sha }));
const treeSchema = z.object({ tree: z.array(z.object({ ...treeEntry, sha })) });
const searchSchema = z.object({ items: z.array(z.object({ path: z.string() })) });
const pullSchema = z.object({
  number: z.int().optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
  html_url: z.url({ protocol: /^https$/ }).optional(),
});

/**
 * GitHub's own MCP server (github/github-mcp-server). Its tools name no commit to branch from, so where the new branch
 * began is looked at before anything is committed to it.
 */
export const githubTools = ({ path: name, branch }: HostedRepository): RepositoryTools => {
  const [owner, repo] = name.split('/');
  const { call, use, shared } = hostedTools('github', `${name} (GitHub)`, { owner, repo });
  return {
    ...shared,
    checksBase: false,
    effects: ['create_branch', 'create_or_update_file', 'delete_file', 'create_pull_request'],
    tickets: () =>
      use('list_issues', { state: 'OPEN', perPage: 20 }, (data) =>
        issuesSchema.parse(data).map(({ number, title }) => ({ key: String(number), title })),
      ),
    ticket: (key) =>
      use('issue_read', { method: 'get', issue_number: Number(key) }, (data) => {
        const { number, title, body } = issueSchema.parse(data);
        return { key: String(number), title, text: body ?? '' };
      }),
    branches: () => use('list_branches', { perPage: 100 }, (data) => baseAmong(branchesSchema.parse(data), branch)),
    files: (base) =>
      use('get_repository_tree', { tree_sha: base.sha, recursive: true }, (data) =>
        treeSchema
          .parse(data)
          .tree.filter(isFile)
          .map(({ path, sha: blob }) => ({ path, sha: blob })),
      ),
    search: (words) => {
      const { request, read } = use('search_code', {}, (data) =>
        searchSchema.parse(data).items.map(({ path }) => ({ path, line: null, text: '' })),
      );
      const query = `"${words.replaceAll('"', ' ')}" repo:${name}`;
      return { request: { ...request, arguments: { query, perPage: 20 } }, read };
    },
    file: (path, base) =>
      use('get_file_contents', { path, sha: base.sha }, (_data, text) => ({
        path,
        sha: null,
        content: fileText(text),
      })),
    createBranch: (to, base) =>
      call('create_branch', `${base.branch} → ${to}`, { branch: to, from_branch: base.branch }),
    commitFile: ({ branch: to, path, content, message, expectedSha }) => {
      if (content === null) return call('delete_file', to, { branch: to, path, message });
      const known = expectedSha === null ? {} : { sha: expectedSha };
      return call('create_or_update_file', to, { branch: to, path, content, message, ...known });
    },
    createPullRequest: ({ branch: head, base, title, body }) =>
      call('create_pull_request', `${head} → ${base}`, { head, base, title, body }),
    readPullRequest: (data) => {
      const { number = null, url, html_url } = pullSchema.parse(data);
      return { number, url: html_url ?? url ?? null };
    },
  };
};

/** The file comes as a resource, after a line about it. Whether it is whole is seen by its blob sha. */
const fileText = (text: string): string => text.replace(/^successfully downloaded text file[^\n]*\n\n/, '');
