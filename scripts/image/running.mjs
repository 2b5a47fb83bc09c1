import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const childrenOf = (pid) => {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').map(Number).filter(Boolean);
};

/** A program that this test has started, with what it said. */
export class Running {
  output = '';

  constructor(name, [command, ...args], { inImage = false, ...options } = {}) {
    this.name = name;
    this.inImage = inImage;
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(signal ?? code));
      this.child.once('error', resolve);
    });
    this.ended.then((how) => {
      this.how = how;
    });
  }

  /** The program itself: an engine would signal this one. In the image it is Node, below what stands in for the engine. */
  get program() {
    let { pid } = this.child;
    while (this.inImage && basename(readlinkSync(`/proc/${pid}/exe`)) !== 'node') {
      const [below] = childrenOf(pid);
      if (below === undefined) break;
      pid = below;
    }
    return pid;
  }

  /** As whom it runs. */
  get user() {
    return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${this.program}/status`, 'utf8'))?.[1]);
  }

  /** Waits until it is so. */
  async until(what, isSo, patienceMs = 60_000) {
    const deadline = Date.now() + patienceMs;
    while (!(await isSo(this.output))) {
      if (this.how !== undefined) throw new Error(`${this.name} ended (${this.how}) before ${what}:\n${this.output}`);
      if (Date.now() > deadline) throw new Error(`${this.name}: not ${what} after ${patienceMs} ms:\n${this.output}`);
      await pause(100);
    }
  }

  /** Waits for its end. @throws unless it ended well */
  async success() {
    const how = await this.ended;
    if (how !== 0) throw new Error(`${this.name} ended with ${how}:\n${this.output}`);
    return this.output;
  }

  /** SIGTERM, as an engine does, and SIGKILL when the time is up. @returns how it ended and how long it took */
  async stop(graceMs) {
    if (this.how !== undefined) return { how: this.how, ms: 0 };
    const began = performance.now();
    const pid = this.program;
    process.kill(pid, 'SIGTERM');
    const late = setTimeout(() => process.kill(pid, 'SIGKILL'), graceMs);
    const how = await this.ended;
    clearTimeout(late);
    return { how, ms: Math.round(performance.now() - began) };
  }
}
