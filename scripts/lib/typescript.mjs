import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

let registered = false;

/** Imports one of our TypeScript sources into a script. */
export async function importTypeScript(path) {
  if (!registered) await import('@oxc-node/core/register');
  registered = true;
  return import(pathToFileURL(inRoot(path)).href);
}
