import { Worker } from 'node:worker_threads';
import { MailReader } from '../../../src/modules/channels/index.js';

const THREAD = new URL('../../../src/modules/channels/email/reading/mail-reader.worker.ts', import.meta.url);

/** What the product does with its bundle, from the TypeScript source: the thread has no compiler of the tests' own. */
export const sourceReader = (): MailReader =>
  new MailReader(
    () =>
      new Worker(THREAD, {
        execArgv: ['--import', '@oxc-node/core/register'],
        resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
      }),
  );
