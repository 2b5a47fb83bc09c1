import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { Stop } from './explain.mjs';
import { inRoot } from './paths.mjs';

const OLDEST_TO_RUN_ON = [22, 19];

/** Where the npm package `node` puts its binary; on some platforms only one of the two exists. */
const pinnedPlaces = () =>
  process.platform === 'win32'
    ? [inRoot('node_modules', 'node', 'bin', 'node.exe')]
    : [inRoot('node_modules', 'node', 'bin', 'node'), inRoot('node_modules', '.bin', 'node')];

const runs = (file) => spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * The Node to go on with: the pinned one, or this one where no pinned build fits the platform (Alpine, say) and this one
 * is new enough. Starting the same binary again is avoided by comparing real paths.
 */
export function chooseNode() {
  const self = realpathSync(process.execPath);
  const pinned = pinnedPlaces().find(existsSync);
  if (pinned && realpathSync(pinned) === self) return process.execPath;
  if (pinned && runs(pinned)) return pinned;

  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_TO_RUN_ON;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return process.execPath;
  throw new Stop(
    `The pinned Node (npm package "node") is ${pinned ? 'not runnable' : 'missing'} on ${process.platform}-${process.arch}, ` +
      `and this Node ${process.versions.node} is too old to run Parley. Install Node ${OLDEST_TO_RUN_ON.join('.')} or newer.`,
  );
}
