import { randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedToken, deriveKey } from '../../../platform/crypto/index.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';

/** How long a code counts, and how often one may try. */
export const CODE_LIFE_MS = 10 * 60_000;
export const CODE_TRIES = 5;

/**
 * Six digits are guessed from their hash in a moment, so the hash takes a key that the database does not hold. Bound to the
 * channel and its person: a code that somebody else asked for proves nothing for me.
 */
@Injectable()
export class VerificationCodes {
  private readonly key: Buffer;

  constructor(@Inject(CHANNEL_SETTINGS) { tokenSecret }: ChannelSettings) {
    this.key = deriveKey(tokenSecret, 'channel-code');
  }

  create(): string {
    return String(randomInt(1_000_000)).padStart(6, '0');
  }

  hash(channelId: string, userId: string, code: string): Buffer {
    return Buffer.from(derivedToken(this.key, `${channelId} ${userId} ${code}`), 'base64url');
  }

  fits(hash: Buffer, other: Buffer): boolean {
    return hash.length === other.length && timingSafeEqual(hash, other);
  }
}
