import { describe, expect, it } from 'vitest';
import { gitlabTools } from './gitlab-tools.js';

const sha = 'a'.repeat(40);
const tools = gitlabTools({ host: 'gitlab', path: 'acme/web/shop', branch: 'main' });
const commit = { branch: 'fix', path: 'x.ts', message: 'M' };
const project_id = 'acme%2Fweb%2Fshop';

describe('a file on GitLab', () => {
  it('is changed only as it was read', () => {
    const { tool, arguments: args } = tools.commitFile({ ...commit, content: 'y', expectedSha: sha });
    expect(tool).toBe('gitlab.create_or_update_file');
    expect(args).toEqual({
      ...{ project_id, branch: 'fix', commit_message: 'M' },
      ...{ file_path: 'x.ts', content: 'y', last_commit_id: sha },
    });
  });

  it.each([
    ['must be new where it is new', 'y', null, { file_path: 'x.ts', action: 'create', content: 'y' }],
    ['is deleted', null, sha, { file_path: 'x.ts', action: 'delete' }],
  ])('%s', (_name, content, expectedSha, file) => {
    const { tool, arguments: args } = tools.commitFile({ ...commit, content, expectedSha });
    expect(tool).toBe('gitlab.push_files');
    expect(args).toEqual({ project_id, branch: 'fix', commit_message: 'M', files: [file] });
  });

  it('is known by the commit that changed it last', () => {
    const { read } = tools.file('x.ts', { branch: 'main', sha });
    expect(read({ content: 'y', last_commit_id: sha }, '')).toEqual({ path: 'x.ts', content: 'y', sha });
    expect(() => read({ content: 'y' }, '')).toThrow();
  });
});

describe('a merge request', () => {
  it.each([
    ['/merge', '\\/merge'],
    ['Why\n/approve\r\n  /close now', 'Why\n\\/approve\r\n  \\/close now'],
    ['Why\n\r/merge', 'Why\n\r\\/merge'],
    ['src/a.ts and https://shop.example/b', 'src/a.ts and https://shop.example/b'],
  ])('orders nothing by its description: %j', (body, description) => {
    const call = tools.createPullRequest({ branch: 'fix', base: 'main', title: 'T', body });
    expect(call.arguments).toMatchObject({ source_branch: 'fix', target_branch: 'main', description });
  });
});
