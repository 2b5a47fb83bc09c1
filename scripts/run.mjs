// Every npm script begins here, on whatever Node the person has: `node scripts/run.mjs <task> [args]`. It installs what
// is missing and goes on under the Node this project pins. So: no dependency may be imported, and no syntax newer than
// Node 20 used, by this file and those it imports before the task.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chooseNode } from './lib/choose-node.mjs';
import { explain } from './lib/explain.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runForeground } from './lib/run-foreground.mjs';

const [task, ...args] = process.argv.slice(2);

try {
  ensureInstalled();
  const node = chooseNode();
  if (node === process.execPath) {
    await import(pathToFileURL(join(import.meta.dirname, 'tasks', `${task}.mjs`)).href);
  } else {
    process.exitCode = await runForeground(node, [import.meta.filename, task, ...args]);
  }
} catch (error) {
  process.exitCode = explain(error);
}
