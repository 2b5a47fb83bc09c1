import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../refusal.js';
import type { Git } from './git.js';
import { checkBranch, isSha } from './names.js';

export interface RepositoryFile {
  path: string;
  /** Of its content, as git names it. */
  sha: string;
  size: number;
}

const NOBODY = '0'.repeat(40);

/** Reading and writing a bare repository by git's plumbing: no work tree that somebody could trip over. */
export class Repository {
  constructor(readonly git: Git) {}

  /** @param ref a branch or a commit. @throws Refusal */
  async commitOf(ref: string): Promise<string> {
    const name = isSha(ref) ? `${ref}^{commit}` : `refs/heads/${checkBranch(ref)}^{commit}`;
    const sha = await this.git.maybe(['rev-parse', '--verify', '--quiet', name]);
    if (sha === null) throw new Refusal('no_such_ref', `There is no branch or commit “${ref}”.`);
    return sha;
  }

  async headOf(branch: string): Promise<string | null> {
    return this.git.maybe(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`]);
  }

  async branches(): Promise<{ name: string; sha: string }[]> {
    const text = await this.git.line(['for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads']);
    return lines(text).map((line) => {
      const at = line.lastIndexOf(' ');
      return { name: line.slice(0, at), sha: line.slice(at + 1) };
    });
  }

  /** Plain ones: a link's target is no text of a file, and a commit here would take the leave to run away. */
  async files(commit: string): Promise<RepositoryFile[]> {
    const text = await this.git.run([
      'ls-tree',
      '-r',
      '-z',
      '--format=%(objectmode) %(objectname) %(objectsize) %(path)',
      commit,
    ]);
    return text.split('\0').flatMap((line) => {
      const [, sha = '', size, path = ''] = /^100644 (\S+) +(\d+) (.*)$/s.exec(line) ?? [];
      return path ? [{ path, sha, size: Number(size) }] : [];
    });
  }

  async blobAt(commit: string, path: string): Promise<string | null> {
    return this.git.maybe(['rev-parse', '--verify', '--quiet', `${commit}:${path}`]);
  }

  contentOf(blob: string): Promise<string> {
    return this.git.run(['cat-file', 'blob', blob]);
  }

  blobFor(content: string): Promise<string> {
    return this.git.line(['hash-object', '-w', '--stdin'], { input: content });
  }

  /** Only if the branch is not there. @returns whether it is new */
  async startBranch(name: string, commit: string): Promise<boolean> {
    return (await this.git.maybe(['update-ref', `refs/heads/${name}`, commit, NOBODY])) !== null;
  }

  /** @returns false: somebody else was faster. Nothing is ever forced. */
  async moveBranch(name: string, commit: string, from: string): Promise<boolean> {
    return (await this.git.maybe(['update-ref', `refs/heads/${name}`, commit, from])) !== null;
  }

  /** The tree of a commit with these files put in, or taken out where the blob is null. @returns the new commit */
  async commit(parent: string | null, files: Readonly<Record<string, string | null>>, message: string, env = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'devtools-index-'));
    try {
      const index = { env: { GIT_INDEX_FILE: join(folder, 'index'), ...env } };
      await this.git.run(parent ? ['read-tree', parent] : ['read-tree', '--empty'], index);
      const input = Object.entries(files)
        .map(([path, blob]) => (blob ? `100644 ${blob}\t${path}\0` : `0 ${NOBODY}\t${path}\0`))
        .join('');
      await this.git.run(['update-index', '-z', '--index-info'], { ...index, input });
      const tree = await this.git.line(['write-tree'], index);
      const parents = parent ? ['-p', parent] : [];
      return await this.git.line(['commit-tree', tree, ...parents, '-F', '-'], { ...index, input: message });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The files of a commit, in a folder. */
  async checkOut(commit: string, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const there = { env: { GIT_INDEX_FILE: `${folder}.index`, GIT_WORK_TREE: folder } };
    await this.git.run(['read-tree', commit], there);
    await this.git.run(['checkout-index', '--all'], { ...there, cwd: folder });
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
