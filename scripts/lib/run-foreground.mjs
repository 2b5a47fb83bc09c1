import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const FORWARDED = ['SIGTERM', 'SIGHUP'];

/**
 * Runs a program in our place: our terminal, our signals, its exit code. Ctrl-C reaches it through the terminal's
 * process group, so SIGINT is only kept from ending us first.
 */
export function runForeground(command, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env, cwd });
    const forward = (signal) => child.kill(signal);
    const keep = () => {};
    for (const signal of FORWARDED) process.on(signal, forward);
    process.on('SIGINT', keep);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward);
      process.off('SIGINT', keep);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
