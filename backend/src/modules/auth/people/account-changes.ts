import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/prisma/index.js';

type Handler = (tx: Tx, userId: string) => Promise<void>;

/**
 * What others must do when an account is in use again, in the same transaction: nothing but the commit wakes what slept
 * meanwhile.
 */
@Injectable()
export class AccountChanges {
  private readonly handlers = new Set<Handler>();

  onEnabled(handler: Handler): void {
    this.handlers.add(handler);
  }

  async enabled(tx: Tx, userId: string): Promise<void> {
    for (const handler of this.handlers) await handler(tx, userId);
  }
}
