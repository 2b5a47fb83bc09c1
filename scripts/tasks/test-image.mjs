// `npm run test:image`: docker-compose takes the compose file, buildah builds the Dockerfile on a base made here with
// debootstrap, and the services of the compose file run from that image. Needs Debian and root, and no engine. What it makes
// lies in one folder, which goes at the end. With --compose: only what docker-compose says.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBase } from '../image/base-image.mjs';
import { buildImage, inspect } from '../image/build-image.mjs';
import { Buildah } from '../image/buildah.mjs';
import { checkCompose } from '../image/check-compose.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runForeground } from '../lib/run-foreground.mjs';

const composeOnly = process.argv.includes('--compose');
const TO_BUILD_AND_RUN = ['buildah', 'debootstrap', 'ip', 'unshare', 'caddy', 'redis-server'];
const PROGRAMS = ['docker-compose', 'python3', ...(composeOnly ? [] : TO_BUILD_AND_RUN)];
const isThere = (program) => spawnSync('which', [program]).status === 0;

async function testImage(work) {
  let began = performance.now();
  const done = (what) => {
    console.log(`✓ ${what} (${Math.round((performance.now() - began) / 1_000)} s)`);
    began = performance.now();
  };
  const project = join(work, 'project');
  mkdirSync(project);
  const services = checkCompose(project);
  done('docker-compose.yml');
  if (composeOnly) return 0;

  const buildah = new Buildah(work);
  const base = makeBase(buildah, work);
  done('base image');
  const image = buildImage(buildah, work, base);
  const { config, container, sizes } = inspect(buildah, image);
  done('image built');
  console.log(
    `  megabytes: ${Object.entries(sizes)
      .map(([what, size]) => `${what} ${size}`)
      .join(', ')}`,
  );

  writeFileSync(join(work, 'plan.json'), JSON.stringify({ services, container, config }));
  const inside = ['--net', '--mount', process.execPath, inRoot('scripts/image/deployment.mjs'), work];
  const code = await runForeground('unshare', inside);
  if (code === 0) done('the services ran from it');
  return code;
}

const missing = PROGRAMS.filter((program) => !isThere(program));
if (!composeOnly && process.getuid?.() !== 0) missing.push('root');
if (missing.length > 0) {
  console.log(
    `LEFT OUT: the image and its compose file are not tried, because this machine lacks ${missing.join(', ')}.`,
  );
  if (process.env.REQUIRE_IMAGE) process.exitCode = 1;
} else {
  const work = mkdtempSync(join(tmpdir(), 'parley-image-'));
  chmodSync(work, 0o755); // PostgreSQL's own account has to get in
  try {
    process.exitCode = await testImage(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
