import { Refusal } from '../refusal.js';

/** The one branch that nothing here writes to. */
export const DEFAULT_BRANCH = 'main';

const BRANCH = /^(?!-)[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;
const PATH = /^[A-Za-z0-9._@+ -][A-Za-z0-9._@+ /-]{0,299}$/;

/** Stricter than git's own rules. @throws Refusal */
export const checkBranch = (name: string): string => {
  const bad = !BRANCH.test(name) || /\.\.|\/\/|\/\.|\.$|\/$|\.lock(\/|$)/.test(name) || name.startsWith('refs/');
  if (bad) throw new Refusal('bad_branch', `“${name}” is not a name for a branch.`);
  return name;
};

/** @throws Refusal for the default branch too, in whatever case */
export const checkWritable = (name: string): string => {
  const plain = name.trim().toLowerCase();
  if ([DEFAULT_BRANCH, `heads/${DEFAULT_BRANCH}`, 'head'].includes(plain))
    throw new Refusal('default_branch', `Nothing is written to the default branch “${DEFAULT_BRANCH}” here.`);
  return checkBranch(name);
};

/** @throws Refusal for what would leave the repository or hide in it */
export const checkPath = (path: string): string => {
  const parts = path.split('/');
  const bad = !PATH.test(path) || parts.some((part) => ['', '.', '..'].includes(part) || /^\.git/i.test(part));
  if (bad) throw new Refusal('bad_path', `“${path}” is not a path of a file in the repository.`);
  return path;
};

export const isSha = (text: string): boolean => /^[0-9a-f]{40}$/.test(text);
