import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** Whom this machine trusts; the build sees the folder too. */
const CERTIFICATES = '/etc/ssl/certs';
const ALL_CERTIFICATES = `${CERTIFICATES}/ca-certificates.crt`;

/** Of the machine's own npm: under the pinned Node, or as npm's own child, it would look for its settings elsewhere. */
const PATH = process.env.PATH?.split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const env = Object.fromEntries(Object.entries({ ...process.env, PATH }).filter(([name]) => !/^npm_/i.test(name)));
const npmConfig = (name) =>
  spawnSync('npm', ['config', 'get', name], { encoding: 'utf8', cwd: '/', env }).stdout.trim();

/** How this machine's npm reaches its registry, for the build alone: a secret is in no layer. */
function registrySettings(work) {
  const files = [npmConfig('globalconfig'), npmConfig('userconfig')].filter((file) => existsSync(file));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const file = join(work, 'npmrc');
  const trust = existsSync(ALL_CERTIFICATES) ? [`cafile=${ALL_CERTIFICATES}`] : [];
  writeFileSync(file, [...texts, `registry=${npmConfig('registry')}`, ...trust, ''].join('\n'), { mode: 0o600 });
  return file;
}

/** Builds the Dockerfile of the repository on the given base. Returns the image's name. */
export function buildImage(buildah, work, base) {
  buildah.run(
    [
      ...['bud', '--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--build-arg', `BASE=${base}`],
      ...['--secret', `id=npmrc,src=${registrySettings(work)}`, '--volume', `${CERTIFICATES}:${CERTIFICATES}:ro`],
      ...['--target', 'runtime', '--tag', 'parley', '.'],
    ],
    { cwd: root },
  );
  return 'localhost/parley';
}

/** What the image says about itself, and its size by what it is made of, in megabytes. */
export function inspect(buildah, image) {
  const { config } = JSON.parse(buildah.run(['inspect', '--type', 'image', image])).Docker;
  const container = buildah.run(['from', image]);
  const folder = buildah.run(['mount', container]);
  const megabytes = (path) =>
    Number(spawnSync('du', ['-sm', join(folder, path)], { encoding: 'utf8' }).stdout.split('\t')[0]);
  const sizes = {
    all: megabytes('/'),
    Node: megabytes('usr/local'),
    packages: megabytes('parley/node_modules'),
    Parley: megabytes('parley') - megabytes('parley/node_modules'),
  };
  return { config, container, folder, sizes };
}
