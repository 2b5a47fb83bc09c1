import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Stop } from '../lib/explain.mjs';

/** buildah with a storage of its own below `work`, which goes with the folder. */
export class Buildah {
  constructor(work) {
    const at = (name) => join(work, name);
    this.options = ['--storage-driver', 'vfs', '--root', at('storage'), '--runroot', at('run')];
  }

  /** Runs to the end. @returns what it printed */
  run(args, { cwd } = {}) {
    const { status, stdout, stderr } = spawnSync('buildah', [...this.options, ...args], {
      ...{ cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    });
    if (status !== 0) throw new Stop(`buildah ${args[0]} failed:\n${`${stdout}\n${stderr}`.trim().slice(-4_000)}`);
    return stdout.trim();
  }

  /** The arguments that run a command in a working container as the image says, in place of an engine. */
  runArguments(container, { command, environment = {}, hosts }) {
    const env = Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const how = ['--isolation', 'chroot', '--network', 'host', '--no-hosts', '--volume', `${hosts}:/etc/hosts:ro`];
    return ['buildah', ...this.options, 'run', ...how, ...env, container, '--', ...command];
  }
}
