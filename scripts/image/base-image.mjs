import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stop } from '../lib/explain.mjs';
import { inRoot } from '../lib/paths.mjs';

const RELEASE = 'bookworm';
const ACCOUNT = 1000;

const must = (command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Stop(`${command} failed:\n${`${stdout}\n${stderr}`.trim().slice(-2_000)}`);
  return stdout.trim();
};

/** Where this machine gets Debian from. */
function mirror() {
  const folder = '/etc/apt/sources.list.d';
  const texts = readdirSync(folder)
    .filter((name) => /\.(sources|list)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return /^(?:URIs:|deb(?: \[.*?\])?) *(\S+)/m.exec(texts.join('\n'))?.[1] ?? 'http://deb.debian.org/debian';
}

/** The Node that the repository pins, and npm as it is here: what the official image has under the same names. */
function addNode(rootfs) {
  const [bin, modules] = [join(rootfs, 'usr/local/bin'), join(rootfs, 'usr/local/lib/node_modules')];
  copyFileSync(realpathSync(inRoot('node_modules/.bin/node')), join(bin, 'node'));
  mkdirSync(modules, { recursive: true });
  const npm = dirname(dirname(realpathSync(process.env.npm_execpath ?? must('which', ['npm']))));
  cpSync(npm, join(modules, 'npm'), { recursive: true, verbatimSymlinks: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(bin, 'npm'));
  must('chroot', [rootfs, 'useradd', '--create-home', '--uid', String(ACCOUNT), 'node']);
}

/** An image as node:24-bookworm-slim is one: Debian, Node, npm and the account `node`, from this machine's own sources. */
export function makeBase(buildah, work) {
  const rootfs = join(work, 'rootfs');
  must('debootstrap', ['--variant=minbase', RELEASE, rootfs, mirror()]);
  addNode(rootfs);
  const container = buildah.run(['from', 'scratch']);
  buildah.run(['add', container, rootfs, '/']);
  buildah.run(['config', '--env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', container]);
  buildah.run(['commit', '--rm', container, 'parley-base']);
  return 'localhost/parley-base';
}
