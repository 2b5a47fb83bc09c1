// `node scripts/image/assemble.mjs <folder>`: of an installed and built project, what runs in production and nothing else,
// laid out as here. Run by the Dockerfile.
import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';
import { productionPackages } from './production-packages.mjs';

const OURS = [
  ...['package.json', 'LICENSE', 'prisma.config.ts', 'prisma', 'tools/prisma-schema-engine.mjs', 'tools/schema-engine'],
  ...['backend/package.json', 'backend/dist', 'frontend/dist'],
  ...['sandbox/slack/page/dist', 'sandbox/mail/page/dist', 'sandbox/agents/workflow/workflows.json'],
];

/** For people who read a package, not for who runs it. Licences stay. */
const FOR_READERS = /\.map$|^(readme|changelog|history)[\w.-]*\.md$/i;
/** Node runs no TypeScript of a package. */
const IN_PACKAGES = /\.[cm]?ts$/;
/** Prisma brings its compiler for five databases, and each of them in four forms: this is the one that is loaded. */
const COMPILER = /^query_compiler_/;
const COMPILER_USED = /^query_compiler_fast_bg\.postgresql\.(wasm-base64\.)?mjs$/;

/** The pages of Prisma's studio, and its own database. */
const OF_PRISMA = /@prisma\/(studio-core\/dist\/(ui|metafile-\w+\.json)|dev\/dist\/runtime-assets)$/;

const isUsed = (name) => !FOR_READERS.test(name) && (!COMPILER.test(name) || COMPILER_USED.test(name));

function copy(path, to, isWanted) {
  const target = join(to, path);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(inRoot(path), target, { recursive: true, verbatimSymlinks: true, filter: (from) => isWanted(from) });
}

const [to] = process.argv.slice(2);
if (!to) throw new Error('Say into which folder.');
for (const path of OURS) copy(path, to, (from) => isUsed(basename(from)) && basename(from) !== '.fingerprint');
for (const path of productionPackages(root, ['.', 'backend', 'sandbox'])) {
  const nested = inRoot(path, 'node_modules');
  const isWanted = (from) =>
    from !== nested && isUsed(basename(from)) && !IN_PACKAGES.test(from) && !OF_PRISMA.test(from);
  copy(path, to, isWanted);
}
