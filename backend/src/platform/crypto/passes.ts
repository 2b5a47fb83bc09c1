import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/index.js';
import type { Sealer } from './sealer.js';

export interface Pass {
  /** Makes two passes differ that say the same. */
  n: string;
  /** Epoch milliseconds. */
  until: number;
  content: unknown;
}

/**
 * Short-lived passes for a link or a redirect: sealed, so nobody can make, change or read one, and of one purpose each.
 * Nothing is stored for them.
 */
export class Passes {
  constructor(
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  issue(purpose: string, content: unknown, lifeMs: number): string {
    const pass: Pass = { n: randomBytes(9).toString('base64url'), until: this.now() + lifeMs, content };
    return this.sealer.seal(JSON.stringify(pass), place(purpose)).toString('base64url');
  }

  /** Undefined: it is none of ours, was meant for something else, or has run out. */
  read(purpose: string, token: string): unknown {
    return this.open(purpose, token)?.content;
  }

  protected open(purpose: string, token: string): Pass | undefined {
    const pass = this.unseal(purpose, token);
    return pass && pass.until > this.now() ? pass : undefined;
  }

  private unseal(purpose: string, token: string): Pass | undefined {
    try {
      return JSON.parse(this.sealer.open(Buffer.from(token, 'base64url'), place(purpose))) as Pass;
    } catch {
      return undefined;
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

const place = (purpose: string) => `pass ${purpose}`;
