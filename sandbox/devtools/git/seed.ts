import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shopFiles } from '../sample/index.js';
import { Git } from './git.js';
import { DEFAULT_BRANCH } from './names.js';
import { Repository } from './repository.js';

/** The same on every machine, so that its commits have the same names everywhere. */
const BEGINNING = { GIT_AUTHOR_DATE: '2026-01-05T09:00:00Z', GIT_COMMITTER_DATE: '2026-01-05T09:00:00Z' };

/** The sample shop, made at the first start. It appears as a whole or not at all, whoever is killed meanwhile. */
export const openShop = async (folder: string): Promise<Repository> => {
  const place = join(folder, 'shop.git');
  if (!existsSync(place)) await make(place);
  return new Repository(new Git(place));
};

const make = async (place: string): Promise<void> => {
  const unfinished = `${place}.${process.pid}.new`;
  await mkdir(dirname(place), { recursive: true });
  await rm(unfinished, { recursive: true, force: true });
  const repository = new Repository(new Git(unfinished));
  await repository.git.run(['init', '--quiet', '--bare', `--initial-branch=${DEFAULT_BRANCH}`, unfinished]);
  const files: Record<string, string> = {};
  for (const [path, content] of Object.entries(shopFiles)) files[path] = await repository.blobFor(content);
  const first = await repository.commit(null, files, 'The shop as it is\n', BEGINNING);
  await repository.startBranch(DEFAULT_BRANCH, first);
  await rename(unfinished, place);
};
