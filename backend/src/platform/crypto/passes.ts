import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/index.js';
import type { Sealer } from './sealer.js';

/** Used passes that are remembered; they outlive each other by far. */
const SPENT_KEPT = 10_000;

interface Pass {
  /** Makes two passes differ that say the same. */
  n: string;
  /** Epoch milliseconds. */
  until: number;
  content: unknown;
}

/**
 * Short-lived passes for a link or a redirect: sealed, so nobody can make, change or read one, and of one purpose each.
 * Nothing is stored for them. That a pass is used once only is known to the process that saw it.
 */
export class Passes {
  private readonly spent = new Set<string>();

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
    const pass = this.open(purpose, token);
    return pass && pass.until > this.now() ? pass.content : undefined;
  }

  /** The same, once. */
  use(purpose: string, token: string): unknown {
    const content = this.read(purpose, token);
    const name = this.open(purpose, token)?.n;
    if (content === undefined || name === undefined || this.spent.has(name)) return undefined;
    this.spent.add(name);
    const [oldest] = this.spent;
    if (this.spent.size > SPENT_KEPT && oldest) this.spent.delete(oldest);
    return content;
  }

  private open(purpose: string, token: string): Pass | undefined {
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
