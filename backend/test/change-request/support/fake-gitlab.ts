import { z } from 'zod';
import { type AddTool, blob, FakeHost, failed, sha1, text } from './fake-host.js';

const where = { project_id: z.literal('acme%2Fweb%2Fshop') };
/** Stands for the newest commit that changed the file. */
const lastCommit = (path: string, content: string) => sha1(`${path}\0${content}`);

/** The tools of @zereight/mcp-gitlab that a change needs, with their names and shapes. */
export class FakeGitlab extends FakeHost {
  constructor() {
    super('gitlab');
  }

  protected addReading(tool: AddTool): void {
    const issue = { iid: '7', title: 'Say more', description: 'The README is short.', state: 'opened' };
    tool('get_issue', { ...where, issue_iid: z.literal('7') }, () => text(issue));
    const open = { scope: z.literal('all'), state: z.literal('opened'), per_page: z.int() };
    tool('list_issues', { ...where, ...open }, () => text([issue]));
    tool('list_branches', { ...where, per_page: z.int() }, () =>
      text([...this.branches.keys()].map((name) => ({ name, commit: { id: this.head(name) }, default: false }))),
    );
    const whole = { ref: z.string(), recursive: z.literal(true), pagination: z.literal('none') };
    tool('get_repository_tree', { ...where, ...whole }, ({ ref }) => {
      const files = [...this.at(ref)].map(([path, content]) => ({ path, type: 'blob', id: blob(content) }));
      return text([{ path: 'src', type: 'tree', id: blob('') }, ...files]);
    });
    const words = { search: z.string(), ref: z.literal('main'), per_page: z.int() };
    tool('search_project_code', { ...where, ...words }, () =>
      text([{ path: 'README.md', data: '# Shop', startline: 1 }]),
    );
    tool('get_file_contents', { ...where, file_path: z.string(), ref: z.string() }, ({ file_path, ref }) => {
      const content = this.at(ref).get(file_path);
      if (content === undefined) return failed(`File not found: ${file_path}`);
      return text({ file_path, content, encoding: 'utf8', last_commit_id: lastCommit(file_path, content) });
    });
  }

  protected addWriting(tool: AddTool): void {
    tool('create_branch', { ...where, branch: z.string(), ref: z.string() }, ({ branch, ref }) => {
      this.branch(branch, ref);
      return text({ name: branch, commit: { id: this.head(branch) } });
    });
    const commit = { ...where, branch: z.string(), commit_message: z.string() };
    const update = { file_path: z.string(), content: z.string(), last_commit_id: z.string() };
    tool('create_or_update_file', { ...commit, ...update }, ({ branch, file_path, content, last_commit_id }) => {
      const current = this.at(branch).get(file_path);
      if (current !== undefined && lastCommit(file_path, current) !== last_commit_id)
        return failed('You are attempting to update a file that has changed since you started editing it.');
      this.at(branch).set(file_path, content);
      return text({ file_path, branch });
    });
    const file = z.strictObject({
      ...{ file_path: z.string(), action: z.enum(['create', 'delete']), content: z.string().optional() },
    });
    tool('push_files', { ...commit, files: z.array(file) }, ({ branch, files }) => {
      for (const { file_path, action, content = '' } of files) {
        const there = this.at(branch).has(file_path);
        if (there === (action === 'create'))
          return failed(there ? 'A file with this name already exists' : 'No such file');
        if (there) this.at(branch).delete(file_path);
        else this.at(branch).set(file_path, content);
      }
      return text({ id: this.head(branch) });
    });
    const request = {
      source_branch: z.string(),
      target_branch: z.string(),
      title: z.string(),
      description: z.string(),
    };
    tool('create_merge_request', { ...where, ...request }, (args) => {
      this.pulls.push(args);
      return text({ iid: '8', web_url: 'https://gitlab.example/acme/web/shop/-/merge_requests/8' });
    });
  }
}
