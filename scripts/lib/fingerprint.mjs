import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

function* filesIn(path) {
  if (!existsSync(inRoot(path))) return;
  if (statSync(inRoot(path)).isFile()) {
    yield path;
    return;
  }
  const entries = readdirSync(inRoot(path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    if (entry.isDirectory()) yield* filesIn(join(path, entry.name));
    else if (entry.isFile() && entry.name !== '.fingerprint') yield join(path, entry.name);
  }
}

/** One hash over the contents of all inputs (files or folders, relative to the root) and any further texts. */
export function fingerprint(inputs, ...extra) {
  const hash = createHash('sha256');
  for (const text of [process.version, ...extra]) hash.update(`${text}\0`);
  for (const input of inputs) {
    for (const file of filesIn(input))
      hash
        .update(`${file}\0`)
        .update(readFileSync(inRoot(file)))
        .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Does the work unless `stamp` (kept inside the output, so that deleting the output deletes it) shows that the same
 * inputs were worked on before. Returns whether it worked.
 */
export async function onceFor(stamp, print, work) {
  const file = inRoot(stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === print) return false;
  rmSync(file, { force: true });
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, print);
  return true;
}
