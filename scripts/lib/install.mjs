import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Stop } from './explain.mjs';
import { inRoot, root } from './paths.mjs';

const OLDEST = [20, 19];

function readLock(...path) {
  try {
    return JSON.parse(readFileSync(inRoot(...path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * npm keeps its own stamp: node_modules/.package-lock.json says what is installed and is written last, so an install
 * that broke off has none. Optional packages for other platforms are rightly missing from it.
 */
function isInstalled() {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules', '.package-lock.json');
  if (!wanted) throw new Stop('package-lock.json is missing or unreadable: take it from the repository again.');
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const installed = present[path];
    if (!installed) return optional === true;
    return link === true || installed.version === version;
  });
}

/** Runs `npm ci` when node_modules does not match package-lock.json. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Stop(`Parley needs Node ${OLDEST.join('.')} or newer to start with; this is ${process.versions.node}.`);
  }
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) …');
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit' };
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--loglevel=error'], options)
    : spawnSync('npm', ['ci', '--loglevel=error'], { ...options, shell: process.platform === 'win32' });
  if (status !== 0)
    throw new Stop(`npm ci failed${error ? `: ${error.message}` : ''}. Mend what it says above, then try again.`);
}
