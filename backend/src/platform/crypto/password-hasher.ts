import { Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Gate } from './gate.js';
import { randomToken } from './tokens.js';

/** argon2id with OWASP's least (Password Storage Cheat Sheet): about 19 ms each. */
export const ARGON2_PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class PasswordHasher {
  /** Two at once: a login flood may not take the processor from the chat (reliability.md M14). 100 wait 1 s at most. */
  private readonly gate = new Gate(2, 100);
  /** The hash of a password that nobody has. */
  private readonly decoy = hash(randomToken(), ARGON2_PARAMETERS);

  hash(password: string): Promise<string> {
    return this.gate.run(() => hash(password, ARGON2_PARAMETERS));
  }

  /** Without a stored hash it works just as long and says no: the time tells nobody whether an account exists (T20). */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const matches = await this.gate.run(() => verify(against, password));
    return matches && stored !== undefined;
  }

  /** Whether the hash was made with other parameters than today's. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    const now = ARGON2_PARAMETERS;
    return memoryCost !== now.memoryCost || timeCost !== now.timeCost || parallelism !== now.parallelism;
  }
}
