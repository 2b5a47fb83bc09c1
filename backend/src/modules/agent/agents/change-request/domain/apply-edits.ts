import { guardText, unguardText } from '../../../llm/domain/guard-text.js';
import type { FileChange } from './file-diff.js';
import { isPlainPath } from './paths.js';

/** What a model wants done to one file. */
export interface FileEdit {
  path: string;
  kind: 'replace' | 'write' | 'delete';
  /** replace: stands there exactly once. */
  search?: string | null | undefined;
  replacement?: string | null | undefined;
  /** write: all of the file. */
  content?: string | null | undefined;
}

export interface ReadFile {
  path: string;
  content: string;
}

export interface AppliedEdits {
  changes: FileChange[];
  /** Why an edit could not be carried out, for the model to mend. With any of them nothing counts. */
  problems: string[];
}

const MOST_FILES = 20;
const MOST_CHARACTERS = 200_000;
/** Turn around what a reader sees, so that code reads other than it runs. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;

class Unfit extends Error {}

/**
 * Carries edits out on the files as the model was shown them; what the guard had changed for the prompt is changed back,
 * exactly. Only files that were read may be changed, and only new ones made.
 * @param known every path of the repository
 */
export const applyEdits = (
  edits: readonly FileEdit[],
  files: readonly ReadFile[],
  known: ReadonlySet<string>,
): AppliedEdits => {
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const now = new Map<string, string | null>();
  const problems: string[] = [];
  for (const edit of edits) {
    try {
      if (!before.has(edit.path) && known.has(edit.path)) throw new Unfit('was not among the files you were given');
      if (!isPlainPath(edit.path)) throw new Unfit('is no path that can be changed here');
      const old = before.get(edit.path) ?? null;
      const current = now.has(edit.path) ? (now.get(edit.path) ?? null) : old;
      now.set(edit.path, checked(edited(edit, current), old));
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      problems.push(`${edit.path.slice(0, 300)} ${error.message}`);
    }
  }
  const changes = [...now].flatMap(([path, after]) => {
    const old = before.get(path) ?? null;
    return old === after ? [] : [{ path, before: old, after }];
  });
  if (changes.length === 0 && problems.length === 0) problems.push('The edits change nothing.');
  if (changes.length > MOST_FILES) problems.push(`The edits change more than ${MOST_FILES} files.`);
  return { changes, problems };
};

const edited = (edit: FileEdit, current: string | null): string | null => {
  switch (edit.kind) {
    case 'delete':
      if (current === null) throw new Unfit('cannot be deleted: it is not there');
      return null;
    case 'write':
      if (!edit.content) throw new Unfit('would be empty: delete it instead');
      return withEndsOf(current, unguardText(edit.content));
    case 'replace':
      return replaced(edit, current);
  }
};

const replaced = ({ search, replacement }: FileEdit, current: string | null): string => {
  if (current === null) throw new Unfit('cannot be changed in places: it is not there');
  if (!search) throw new Unfit('has an edit without the text to replace');
  const shown = guardText(current);
  if (unguardText(shown) !== current) throw new Unfit('holds text that cannot be shown exactly, so it is not edited');
  const wanted = withEndsOf(current, search);
  const places = shown.split(wanted).length - 1;
  const start = JSON.stringify(search.slice(0, 80));
  if (places === 0) throw new Unfit(`does not hold the text to replace: ${start}`);
  if (places > 1)
    throw new Unfit(`holds the text to replace ${places} times, give more of what stands around it: ${start}`);
  return unguardText(shown.split(wanted).join(withEndsOf(current, replacement ?? '')));
};

/** Models write \n; a file with line ends of Windows keeps them. */
const withEndsOf = (model: string | null, text: string): string => {
  const isWindows = model?.includes('\r\n') && !/(?<!\r)\n/.test(model);
  return isWindows ? text.replaceAll(/\r?\n/g, '\r\n') : text;
};

const checked = (after: string | null, before: string | null): string | null => {
  if (after === null) return after;
  if (after.length > MOST_CHARACTERS) throw new Unfit('would be too large');
  if (after.includes('\0') || !after.isWellFormed()) throw new Unfit('would hold characters that are no text');
  if (BIDI.test(after) && !BIDI.test(before ?? ''))
    throw new Unfit('would hold invisible characters that turn text around');
  return after;
};
