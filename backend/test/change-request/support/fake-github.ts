import { z } from 'zod';
import { type AddTool, blob, FakeHost, failed, text } from './fake-host.js';

const where = { owner: z.literal('acme'), repo: z.literal('shop') };

/** The tools of GitHub's MCP server that a change needs, with their names and shapes. */
export class FakeGithub extends FakeHost {
  constructor() {
    super('github');
  }

  protected addReading(tool: AddTool): void {
    tool('issue_read', { ...where, method: z.literal('get'), issue_number: z.int() }, ({ issue_number }) =>
      text({ number: issue_number, title: 'Say more', body: 'The README is short.' }),
    );
    tool('list_issues', { ...where, state: z.literal('OPEN'), perPage: z.int() }, () =>
      text({ issues: [{ number: 7, title: 'Say more', body: '' }] }),
    );
    tool('list_branches', { ...where, perPage: z.int() }, () =>
      text([...this.branches.keys()].map((name) => ({ name, sha: this.head(name), protected: false }))),
    );
    tool('get_repository_tree', { ...where, tree_sha: z.string(), recursive: z.boolean() }, ({ tree_sha }) =>
      text({ tree: [...this.at(tree_sha)].map(([path, content]) => ({ path, type: 'blob', sha: blob(content) })) }),
    );
    tool('search_code', { query: z.string(), perPage: z.int() }, () => text({ items: [{ path: 'README.md' }] }));
    tool('get_file_contents', { ...where, path: z.string(), sha: z.string() }, ({ path, sha }) => {
      const content = this.at(sha).get(path) ?? '';
      const resource = { uri: `repo://acme/shop/${path}`, mimeType: 'text/plain', text: content };
      const words = `successfully downloaded text file (SHA: ${blob(content)})`;
      return {
        content: [
          { type: 'text', text: words },
          { type: 'resource', resource },
        ],
      };
    });
  }

  protected addWriting(tool: AddTool): void {
    tool('create_branch', { ...where, branch: z.string(), from_branch: z.string() }, ({ branch, from_branch }) => {
      this.branch(branch, from_branch);
      return text({ ref: `refs/heads/${branch}` });
    });
    const file = { ...where, branch: z.string(), path: z.string(), message: z.string() };
    tool('create_or_update_file', { ...file, content: z.string(), sha: z.string().optional() }, (args) => {
      const files = this.branches.get(args.branch);
      const current = files?.get(args.path);
      if (!files || (current === undefined ? undefined : blob(current)) !== args.sha)
        return failed('sha does not match');
      files.set(args.path, args.content);
      return text({ content: { sha: blob(args.content) } });
    });
    tool('delete_file', file, ({ branch, path }) => text({ deleted: this.branches.get(branch)?.delete(path) }));
    const pull = { ...where, head: z.string(), base: z.string(), title: z.string(), body: z.string() };
    tool('create_pull_request', pull, (args) => {
      this.pulls.push(args);
      return text({ id: '1', url: 'https://github.com/acme/shop/pull/8' });
    });
  }
}
