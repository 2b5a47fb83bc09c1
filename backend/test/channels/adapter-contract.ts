import { describe, it } from 'vitest';
import type { AdapterFixture } from './adapter-fixture.js';
import { CONTRACT } from './contract-checks.js';

/** Runs the whole contract of the channel port on an adapter. @param makeFixture a fresh one for each promise */
export const describeAdapterContract = (name: string, makeFixture: () => Promise<AdapterFixture>): void => {
  describe(`channel adapter ${name}`, () => {
    it.each(Object.entries(CONTRACT))('%s', async (_promise, check) => check(await makeFixture()));
  });
};

/** The names of the promises that an adapter breaks. */
export const brokenPromises = async (makeFixture: () => Promise<AdapterFixture>): Promise<string[]> => {
  const broken: string[] = [];
  for (const [name, check] of Object.entries(CONTRACT))
    await makeFixture()
      .then(check)
      .catch(() => broken.push(name));
  return broken;
};
