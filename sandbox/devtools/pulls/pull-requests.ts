import { DEFAULT_BRANCH } from '../git/names.js';
import { lines, type Repository } from '../git/repository.js';
import { Refusal } from '../refusal.js';
import type { PullRequest } from '../types.js';

const NOBODY = '0'.repeat(40);
/** Others may take a number first. */
const MOST_ATTEMPTS = 20;
const place = (number: number) => `refs/pull/${number}/record`;

type Draft = Pick<PullRequest, 'title' | 'body' | 'head' | 'base'>;

/**
 * Pull requests are records in the repository itself, each under a name that only one can take: so they are made once,
 * whichever process is killed and however many ask.
 */
export class PullRequests {
  constructor(private readonly repository: Repository) {}

  async list(): Promise<PullRequest[]> {
    const { git } = this.repository;
    const names = lines(await git.line(['for-each-ref', '--format=%(objectname)', 'refs/pull/*/record']));
    const records = await Promise.all(names.map(async (blob) => JSON.parse(await git.run(['cat-file', 'blob', blob]))));
    return (records as PullRequest[]).sort((a, b) => a.number - b.number);
  }

  async find(number: number): Promise<PullRequest | undefined> {
    return (await this.list()).find((one) => one.number === number);
  }

  /** @throws Refusal */
  async create(draft: Draft): Promise<{ pull: PullRequest; isNew: boolean }> {
    await this.check(draft);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const all = await this.list();
      const open = all.find(
        ({ head, base, status }) => head === draft.head && base === draft.base && status === 'open',
      );
      if (open && open.title === draft.title && open.body === draft.body) return { pull: open, isNew: false };
      if (open)
        throw new Refusal('pull_request_exists', `Pull request #${open.number} of this branch is open already.`);
      const number = (all.at(-1)?.number ?? 0) + 1;
      const pull: PullRequest = { number, ...draft, status: 'open', createdAt: new Date().toISOString() };
      if (await this.write(pull, NOBODY)) return { pull, isNew: true };
    }
    throw new Refusal('busy', 'Too many pull requests are being made at once: try again.');
  }

  /** Merges or closes, once. @throws Refusal */
  async end(number: number, status: 'merged' | 'closed'): Promise<PullRequest> {
    const { git } = this.repository;
    const was = await git.maybe(['rev-parse', '--verify', '--quiet', place(number)]);
    const pull = was && (await this.find(number));
    if (!pull) throw new Refusal('no_such_pull_request', `There is no pull request #${number}.`);
    if (pull.status !== 'open') throw new Refusal('not_open', `Pull request #${number} is ${pull.status}.`);
    if (status === 'merged') await this.merge(pull);
    await this.write({ ...pull, status }, was);
    return { ...pull, status };
  }

  private async check({ head, base }: Draft): Promise<void> {
    const [headSha, baseSha] = [await this.repository.commitOf(head), await this.repository.commitOf(base)];
    if (head === base) throw new Refusal('same_branch', 'A pull request goes from one branch to another.');
    if (base !== DEFAULT_BRANCH) throw new Refusal('bad_base', `Pull requests go to “${DEFAULT_BRANCH}” here.`);
    const ahead = await this.repository.git.line(['rev-list', '--count', `${baseSha}..${headSha}`]);
    if (ahead === '0') throw new Refusal('nothing_to_merge', `“${head}” has no commit that “${base}” lacks.`);
  }

  /** By a person on the page alone; no tool reaches this. */
  private async merge({ number, title, head, base }: PullRequest): Promise<void> {
    const { git } = this.repository;
    const [ours, theirs] = [await this.repository.commitOf(base), await this.repository.commitOf(head)];
    const tree = await git.maybe(['merge-tree', '--write-tree', ours, theirs]);
    if (tree === null) throw new Refusal('conflict', 'These branches do not merge by themselves.');
    const message = `Merge pull request #${number}: ${title}\n`;
    const merged = await git.line(['commit-tree', tree, '-p', ours, '-p', theirs, '-F', '-'], { input: message });
    if (!(await this.repository.moveBranch(base, merged, ours)))
      throw new Refusal('base_moved', `“${base}” has moved meanwhile: try again.`);
  }

  private async write(pull: PullRequest, was: string): Promise<boolean> {
    const blob = await this.repository.blobFor(JSON.stringify(pull));
    return (await this.repository.git.maybe(['update-ref', place(pull.number), blob, was])) !== null;
  }
}
