import { expect, it } from 'vitest';
import { githubTools } from './github-tools.js';
import { gitlabTools } from './gitlab-tools.js';

const sha = 'a'.repeat(40);
const base = { branch: 'main', sha };
const entries = [
  { path: 'src', type: 'tree', mode: '040000' },
  { path: 'src/a.ts', type: 'blob', mode: '100644' },
  { path: 'run.sh', type: 'blob', mode: '100755' },
  { path: 'link.ts', type: 'blob', mode: '120000' },
  { path: 'module', type: 'commit', mode: '160000' },
  { path: 'unsaid.ts', type: 'blob' },
];
const paths = ['src/a.ts', 'run.sh', 'unsaid.ts'];

it('GitHub: of a tree only files are read, and no link, whose target would be taken for its text', () => {
  const tools = githubTools({ host: 'github', path: 'acme/shop', branch: 'main' });
  const read = tools.files(base).read({ tree: entries.map((entry) => ({ ...entry, sha })) }, '');
  expect(read.map(({ path }) => path)).toEqual(paths);
});

it('GitLab: the same', () => {
  const tools = gitlabTools({ host: 'gitlab', path: 'acme/shop', branch: 'main' });
  const read = tools.files(base).read(
    entries.map((entry) => ({ ...entry, id: sha })),
    '',
  );
  expect(read.map(({ path }) => path)).toEqual(paths);
});
