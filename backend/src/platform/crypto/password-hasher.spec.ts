import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { PasswordHasher } from './password-hasher.js';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('makes argon2id hashes with the parameters of OWASP, salted', async () => {
    const [one, two] = await Promise.all([hasher.hash('secret'), hasher.hash('secret')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(hasher.isOutdated(one)).toBe(false);
  });

  it('knows the right password only', async () => {
    const stored = await hasher.hash('pässwörd 🔑');
    expect(await hasher.verify(stored, 'pässwörd 🔑')).toBe(true);
    expect(await hasher.verify(stored, 'pässwörd')).toBe(false);
    expect(await hasher.verify(undefined, 'pässwörd')).toBe(false);
  });

  it('sees that a hash is of weaker days', async () => {
    expect(hasher.isOutdated(await hash('secret', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(true);
  });
});
