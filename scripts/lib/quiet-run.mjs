import { spawn } from 'node:child_process';
import { Stop } from './explain.mjs';
import { root } from './paths.mjs';

/** Runs a tool on our Node and shows what it said only when it failed. */
export function quietRun(title, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Stop(`${output.trim()}\n\n${title} failed.`)),
    );
  });
}
