import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const NET = '10.89.0';

const must = (command, ...args) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
};
const ip = (...args) => must('ip', ...args);

/**
 * A network as an engine makes one, inside the name space that this process was started in: each host has an address, a
 * name and ports of its own, and nothing of it is seen outside.
 */
export class Network {
  hosts = new Map();

  constructor(hostsFile) {
    this.hostsFile = hostsFile;
    // Their names too are seen here alone.
    mkdirSync('/run/netns', { recursive: true });
    must('mount', '-t', 'tmpfs', 'netns', '/run/netns');
    ip('link', 'set', 'lo', 'up');
    ip('link', 'add', 'bridge', 'type', 'bridge');
    ip('addr', 'add', `${NET}.1/24`, 'dev', 'bridge');
    ip('link', 'set', 'bridge', 'up');
  }

  /** A name for this end of the network. */
  nameHere(...names) {
    for (const name of names) this.note(name, `${NET}.1`);
  }

  /** A host of its own. @returns what to put before a command that runs there */
  add(name) {
    const place = this.hosts.size + 2;
    const [outer, inner] = [`out${place}`, `in${place}`];
    ip('netns', 'add', name);
    ip('link', 'add', outer, 'master', 'bridge', 'type', 'veth', 'peer', 'name', inner, 'netns', name);
    ip('link', 'set', outer, 'up');
    ip('-n', name, 'addr', 'add', `${NET}.${place}/24`, 'dev', inner);
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'link', 'set', inner, 'up');
    this.note(name, `${NET}.${place}`);
    return ['ip', 'netns', 'exec', name];
  }

  note(name, address) {
    this.hosts.set(name, address);
    const lines = [...this.hosts].map((entry) => `${entry[1]} ${entry[0]}`);
    writeFileSync(this.hostsFile, `${['127.0.0.1 localhost', ...lines].join('\n')}\n`);
  }
}
