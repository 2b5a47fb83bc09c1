import type { Repository } from '../git/repository.js';
import { Refusal } from '../refusal.js';
import type { Effect } from './tool.js';

interface FileCommit {
  branch: string;
  path: string;
  /** Null deletes it. */
  content: string | null;
  message: string;
  /** Blob that the caller has seen there; null: none. */
  expected: string | null;
}

/** Others may commit to the same branch meanwhile. */
const MOST_ATTEMPTS = 5;

/** One file, one commit. A file that is as wanted already is left alone, so the same call may come any number of times. */
export const commitFile = async (repository: Repository, change: FileCommit): Promise<Effect> => {
  const { branch, path, content, message, expected } = change;
  const wanted = content === null ? null : await repository.blobFor(content);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const head = await repository.commitOf(branch);
    const current = await repository.blobAt(head, path);
    if (current === wanted) {
      const commit = await repository.git.line(['log', '-1', '--format=%H', head, '--', path]);
      return { outcome: 'already', data: { branch, path, sha: wanted, commit } };
    }
    if (current !== expected)
      throw new Refusal(
        'sha_mismatch',
        `${path} on “${branch}” is ${current ?? 'not there'}, not ${expected ?? 'new'}.`,
      );
    const commit = await repository.commit(head, { [path]: wanted }, message);
    if (await repository.moveBranch(branch, commit, head))
      return { outcome: 'done', data: { branch, path, sha: wanted, commit } };
  }
  throw new Refusal('busy', `Others write to “${branch}” all the time: try again.`);
};
