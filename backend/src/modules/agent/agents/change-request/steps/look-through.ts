import { guardText, unguardText } from '../../../llm/domain/guard-text.js';
import type { RunContext } from '../../../runtime/run-context.js';
import { blobSha } from '../domain/file-diff.js';
import { isPlainPath } from '../domain/paths.js';
import type { Base, FileContent, FileEntry, RepositoryTools, Ticket } from '../domain/repository-tools.js';
import { searchWords } from '../domain/ticket-key.js';
import { Unable } from './unable.js';
import { useTool } from './use-tool.js';

/** The repository as it is at one commit. */
export interface Look {
  base: Base;
  branches: readonly string[];
  files: readonly FileEntry[];
  /** `path:line: text` */
  hits: readonly string[];
}

const MOST_FILES = 1_000;
const MOST_HITS = 60;

/** Lists and searches, and reads nothing yet. @throws Unable */
export const lookThrough = async (ctx: RunContext, tools: RepositoryTools, ticket: Ticket): Promise<Look> => {
  const { base, heads } = await useTool(ctx, 'look where the repository stands', tools.branches());
  const all = await useTool(ctx, 'list the files', tools.files(base));
  // A name that cannot be shown exactly cannot be approved either.
  const files = all.filter(({ path }) => isPlainPath(path) && guardText(path) === path).slice(0, MOST_FILES);
  const known = new Set(files.map(({ path }) => path));
  const hits: string[] = [];
  for (const words of searchWords(ticket.title, ticket.text)) {
    const search = tools.search(words, base);
    if (!search) break;
    const found = await useTool(ctx, 'search the code', search);
    for (const { path, line, text } of found)
      if (known.has(path)) hits.push(line === null ? path : `${path}:${line}: ${text.trim()}`);
  }
  return { base, branches: heads.map(({ name }) => name), files, hits: [...new Set(hits)].slice(0, MOST_HITS) };
};

/** Those of the chosen files that are there. A text that a prompt could not show exactly is not read. @throws Unable */
export const readFiles = async (
  ctx: RunContext,
  tools: RepositoryTools,
  look: Look,
  paths: readonly string[],
): Promise<FileContent[]> => {
  const there = paths.flatMap((path) => look.files.filter((file) => file.path === path));
  const files: FileContent[] = [];
  for (const { path, sha } of there) {
    const file = await useTool(ctx, 'read a file', tools.file(path, look.base));
    // A text that was cut or changed on its way would be committed as it came.
    if (sha !== null && blobSha(file.content) !== sha) throw new Unable(`I could not read ${path} exactly.`);
    files.push({ ...file, sha: file.sha ?? sha });
  }
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  if (size > MOST_CHARACTERS)
    throw new Unable('These files are too much to be read at once: name a smaller part of the change.');
  const odd = files.find(({ content }) => unguardText(guardText(content)) !== content);
  if (odd) throw new Unable(`${odd.path} holds text that I cannot read exactly, so I do not change it.`);
  return files;
};

const MOST_CHARACTERS = 250_000;
