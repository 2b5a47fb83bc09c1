import { existsSync } from 'node:fs';
import { fingerprint, onceFor } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { quietRun } from './quiet-run.mjs';
import { toolScript, versionOf } from './tool.mjs';

const generated = 'backend/src/generated';

function generatePrisma() {
  if (!existsSync(inRoot('prisma/schema.prisma'))) return false;
  const print = fingerprint(['prisma/schema.prisma', 'prisma.config.ts'], versionOf('prisma'));
  return onceFor(`${generated}/prisma/.fingerprint`, print, () =>
    quietRun('prisma generate', [toolScript('prisma'), 'generate', '--no-hints'], { env: { CHECKPOINT_DISABLE: '1' } }),
  );
}

function generateBaml() {
  if (!existsSync(inRoot('baml_src/generators.baml'))) return false;
  const print = fingerprint(['baml_src'], versionOf('@boundaryml/baml'));
  return onceFor(`${generated}/baml_client/.fingerprint`, print, () =>
    quietRun(
      'baml-cli generate',
      [toolScript('@boundaryml/baml', 'baml-cli'), 'generate', '--from', inRoot('baml_src')],
      {
        env: { BAML_LOG: 'warn' },
      },
    ),
  );
}

/** Writes the generated clients (Prisma, BAML) that are older than their sources. Returns the names of those written. */
export async function prepare() {
  const [prisma, baml] = await Promise.all([generatePrisma(), generateBaml()]);
  return [prisma && 'Prisma client', baml && 'BAML client'].filter(Boolean);
}
