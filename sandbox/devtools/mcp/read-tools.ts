import { checkPath, DEFAULT_BRANCH } from '../git/names.js';
import { Refusal } from '../refusal.js';
import { tickets } from '../sample/index.js';
import { type ReadTool, text } from './tool.js';

const MOST_FILES = 2_000;
const MOST_HITS = 50;
const MOST_CHARACTERS = 150_000;
const ref = text(`Branch or commit. Default: ${DEFAULT_BRANCH}`, 100);

const listTickets: ReadTool = {
  kind: 'read',
  name: 'list_tickets',
  title: 'List the tickets',
  description: 'All open tickets: key, title and type.',
  properties: {},
  required: [],
  run: async () => ({ tickets: tickets.map(({ key, title, type }) => ({ key, title, type })) }),
};

const getTicket: ReadTool = {
  kind: 'read',
  name: 'get_ticket',
  title: 'Read a ticket',
  description: 'One ticket with its text, as somebody wrote it.',
  properties: { key: text('Such as SHOP-12', 40) },
  required: ['key'],
  run: async (_shop, { key }) => {
    const ticket = tickets.find((one) => one.key === key.toUpperCase());
    if (!ticket) throw new Refusal('no_such_ticket', `There is no ticket ${key}.`);
    return { ...ticket };
  },
};

const listBranches: ReadTool = {
  kind: 'read',
  name: 'list_branches',
  title: 'List the branches',
  description: 'Every branch with its newest commit.',
  properties: {},
  required: [],
  run: async ({ repository }) => ({ default: DEFAULT_BRANCH, branches: await repository.branches() }),
};

const listFiles: ReadTool = {
  kind: 'read',
  name: 'list_files',
  title: 'List the files',
  description: 'Every file of a branch or commit, with its blob sha and size, and the commit they are of.',
  properties: { ref },
  required: [],
  run: async ({ repository }, { ref: name = DEFAULT_BRANCH }) => {
    const commit = await repository.commitOf(name);
    const files = await repository.files(commit);
    return { ref: name, commit, files: files.slice(0, MOST_FILES), cut: files.length > MOST_FILES };
  },
};

const readFile: ReadTool = {
  kind: 'read',
  name: 'read_file',
  title: 'Read a file',
  description: 'One file of a branch or commit, with its blob sha.',
  properties: { path: text('From the top of the repository'), ref },
  required: ['path'],
  run: async ({ repository }, { path, ref: name = DEFAULT_BRANCH }) => {
    const sha = await repository.blobAt(await repository.commitOf(name), checkPath(path));
    if (sha === null) throw new Refusal('no_such_file', `There is no file ${path} in ${name}.`);
    const content = await repository.contentOf(sha);
    if (content.length > MOST_CHARACTERS) throw new Refusal('too_large', `${path} is too large to be read.`);
    if (content.includes('\0')) throw new Refusal('binary', `${path} is no text.`);
    return { path, sha, content };
  },
};

const searchCode: ReadTool = {
  kind: 'read',
  name: 'search_code',
  title: 'Search the code',
  description: 'Lines that hold these words exactly as written, in whatever case.',
  properties: { query: text('No pattern: plain words', 200), ref },
  required: ['query'],
  run: async ({ repository }, { query, ref: name = DEFAULT_BRANCH }) => {
    const commit = await repository.commitOf(name);
    const options = ['-n', '-I', '-i', '-F', '--full-name', '-z', '-e', query];
    const found = (await repository.git.maybe(['grep', ...options, commit])) ?? '';
    const hits = found.split('\n').flatMap((line) => {
      const [, path, number, words] = /^[0-9a-f]{40}:(.+?)\0(\d+)\0(.*)$/s.exec(line) ?? [];
      return path ? [{ path, line: Number(number), text: (words ?? '').slice(0, 300) }] : [];
    });
    return { query, hits: hits.slice(0, MOST_HITS), cut: hits.length > MOST_HITS };
  },
};

export const readTools: readonly ReadTool[] = [listTickets, getTicket, listBranches, listFiles, readFile, searchCode];
