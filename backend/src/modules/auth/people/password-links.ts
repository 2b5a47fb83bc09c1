import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../../kernel/index.js';
import { Passes, Sealer, sha256 } from '../../../platform/crypto/index.js';
import { AUTH_SETTINGS, type AuthSettings } from '../auth-settings.js';

const PURPOSE = 'password-link';
const LIFE_MS = 24 * 3_600_000;

const contentSchema = z.object({ userId: z.uuid(), print: z.string() });

/**
 * Links by which somebody sets a new password. Each names the password that it replaces, by its print: once there is another
 * one, by whatever way, no link that was made before is worth anything. So it works once, in whichever process.
 */
@Injectable()
export class PasswordLinks {
  private readonly passes: Passes;

  constructor(
    @Inject(AUTH_SETTINGS) private readonly settings: AuthSettings,
    private readonly clock: Clock,
  ) {
    this.passes = new Passes(new Sealer([settings.tokenSecret]), clock);
  }

  /** In the fragment, which no browser sends anywhere and no log holds. */
  make(userId: string, passwordHash: string): { url: string; expiresAt: Date } {
    const token = this.passes.issue(PURPOSE, { userId, print: printOf(passwordHash) }, LIFE_MS);
    const expiresAt = new Date(this.clock.now().getTime() + LIFE_MS);
    return { url: `${this.settings.publicUrl}/set-password#${token}`, expiresAt };
  }

  /** Whose it is; null: it is none, or has run out. */
  ownerOf(token: string): string | null {
    return contentSchema.safeParse(this.passes.read(PURPOSE, token)).data?.userId ?? null;
  }

  /** Was it made for this very password? */
  replaces(token: string, passwordHash: string): boolean {
    return contentSchema.safeParse(this.passes.read(PURPOSE, token)).data?.print === printOf(passwordHash);
  }
}

const printOf = (passwordHash: string): string => sha256(`password ${passwordHash}`).toString('hex').slice(0, 32);
