import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { counted, ms } from '../figures.js';
import { COMMIT } from '../stage/bundle.js';
import type { Fleet } from '../stage/fleet.js';
import { renew } from '../stage/renew.js';
import type { Scenario } from './scenario.js';
import { acksSince, withCrowd } from './with-crowd.js';

const ROUNDS = 3;
const IN_TURN = ['api-1', 'worker-1', 'api-2', 'worker-2'];
const SAMPLE_IN_TURN = ['api-1', 'worker-1'];
/** OPS-3, and what it serves on before (SHUTDOWN_DELAY_MS). */
const END_WITHIN_MS = 10_000 + 2_000;

const NEXT = 'next';

/** What a later version would bring: additions that the old one does not know. */
const MIGRATION = `
ALTER TABLE message ADD COLUMN IF NOT EXISTS of_the_next_version text;
CREATE TABLE IF NOT EXISTS of_the_next_version (id int);
INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
SELECT gen_random_uuid(), '', '29990101000000_of_the_next_version', now(), 1
WHERE NOT EXISTS (SELECT FROM _prisma_migrations WHERE migration_name = '29990101000000_of_the_next_version')`;

/**
 * Process after process is replaced under load, first by a next version after its migration, so that both run side by side,
 * then back and forth: nothing that was sent is lost or refused, and each process ends by itself in time.
 */
export const deploy: Scenario = {
  name: 'deploy',
  run: (fleet, sample) =>
    withCrowd(fleet, sample, async (crowd) => {
      const [old, next] = [fleet.version, nextVersion(fleet.version)];
      const began = performance.now();
      await fleet.database.query(MIGRATION);
      const problems: string[] = [];
      const ends: number[] = [];
      const mixed = new Set<string>();
      for (let round = 1; round <= (sample ? 1 : ROUNDS); round++) {
        fleet.deploy(round % 2 ? next : old);
        for (const name of sample ? SAMPLE_IN_TURN : IN_TURN) {
          const { how, ms: took } = await renew(fleet, fleet.process(name));
          ends.push(took);
          mixed.add((await versions(fleet)).join(' + '));
          if (how !== '0') problems.push(`${name} ended by ${how}:\n${fleet.process(name).log.join('\n')}`);
          if (took > END_WITHIN_MS) problems.push(`${name} took ${ms(took)} to end`);
        }
      }
      if (![...mixed].some((names) => names.includes(' + ')))
        problems.push(`never two versions at once: ${[...mixed]}`);
      const acks = acksSince(crowd, began);
      const closes = counted(crowd.clients.map(({ line }) => line.closes));
      const retries = counted(crowd.accounts.map((account) => account.retries));
      return {
        figures: `${ends.length} replaced, each ended within ${ms(Math.max(...ends))}; versions ${[...mixed].join(', ')}; longest ack ${ms(Math.max(...acks))}; sockets closed by ${closes}; requests sent again for ${retries}`,
        problems,
      };
    }),
};

/** The same code under another name, as a build of the next commit would be. @returns its file */
const nextVersion = (file: string): string => {
  const from = dirname(file);
  const to = join(from, NEXT);
  let named = 0;
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js') || name.startsWith(NEXT) || name.startsWith('compiled')) continue;
    const code = readFileSync(join(from, name), 'utf8');
    const renamed = code.replaceAll(`+${COMMIT}`, `+${NEXT}`);
    if (renamed !== code) named++;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), renamed);
  }
  if (named !== 1) throw new Error(`The bundle says its version in ${named} places.`);
  return join(to, basename(file));
};

/** Of the processes that live now, by their own word. */
const versions = async (fleet: Fleet): Promise<string[]> => {
  const rows = await fleet.database.query<{ version: string }>(
    `SELECT DISTINCT CASE WHEN version LIKE '%+${NEXT}' THEN 'next' ELSE 'old' END AS version FROM process
     WHERE seen_at > now() - interval '10 s' ORDER BY 1`,
  );
  return rows.map(({ version }) => version);
};
