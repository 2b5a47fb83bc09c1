import { describe, it } from 'vitest';
import type { AdapterFixture } from './adapter-fixture.js';
import { CONTRACT } from './contract-checks.js';
import type { ContractCheck } from './contract-kit.js';

/** Runs the whole contract of the channel port on an adapter. @param makeFixture a fresh one for each promise */
export const describeAdapterContract = (name: string, makeFixture: () => Promise<AdapterFixture>): void => {
  describe(`channel adapter ${name}`, () => {
    it.each(Object.entries(CONTRACT))('%s', async (_promise, check) => check(await makeFixture()));
  });
};

/** The names of the promises that an adapter breaks. @param promises only these */
export const brokenPromises = async (
  makeFixture: () => Promise<AdapterFixture>,
  promises: Readonly<Record<string, ContractCheck>> = CONTRACT,
): Promise<string[]> => {
  const broken: string[] = [];
  for (const [name, check] of Object.entries(promises))
    await makeFixture()
      .then(check)
      .catch(() => broken.push(name));
  return broken;
};
