import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, sha256 } from './tokens.js';

/** Envelope: version, key id, nonce, tag, then the ciphertext. */
const VERSION = 1;
const KEY_ID = 8;
/** 96 random bits (NIST SP 800-38D §8.2.2): enough for 2^32 secrets under one key. */
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + KEY_ID + NONCE + TAG;

/** It was not sealed for this place by a key that is still configured. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

interface Key {
  id: Buffer;
  secret: Buffer;
}

/**
 * Keeps secrets in the database so that a copy of it tells nothing (T15). AES-256-GCM; what is sealed for one place opens at no
 * other. The first key seals and every one opens: put a new one first, and drop the old one when nothing is left of it.
 */
export class Sealer {
  private readonly keys: readonly Key[];

  /** @param keys configured text, 32 bytes or more each */
  constructor(keys: readonly string[]) {
    if (keys.length === 0) throw new Error('No key to seal with.');
    this.keys = keys.map((text) => {
      const secret = deriveKey(text, 'seal');
      return { id: sha256(`seal ${secret.toString('hex')}`).subarray(0, KEY_ID), secret };
    });
  }

  /** @param place what the secret belongs to, such as the row's type and name */
  seal(text: string, place: string): Buffer<ArrayBuffer> {
    const { id, secret } = this.keys[0]!;
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound(id, place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), id, nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SealError */
  open(envelope: Uint8Array, place: string): string {
    const bytes = Buffer.from(envelope);
    if (bytes.length < HEAD || bytes[0] !== VERSION) throw new SealError('This is nothing that was sealed here.');
    const id = bytes.subarray(1, 1 + KEY_ID);
    const key = this.keys.find((known) => known.id.equals(id));
    if (!key) throw new SealError('It was sealed by a key that is not among ENCRYPTION_KEYS any more.');
    const nonce = bytes.subarray(1 + KEY_ID, HEAD - TAG);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG });
      decipher.setAAD(bound(id, place)).setAuthTag(bytes.subarray(HEAD - TAG, HEAD));
      return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealError('It was changed, or belongs somewhere else.');
    }
  }

  /** Would it be sealed by another key today? */
  isOutdated(envelope: Uint8Array): boolean {
    return !this.keys[0]!.id.equals(Buffer.from(envelope).subarray(1, 1 + KEY_ID));
  }
}

/** What the tag answers for beside the text. The version stands before everything, so none can be passed off as another. */
const bound = (id: Buffer, place: string): Buffer =>
  Buffer.concat([Buffer.of(VERSION), id, Buffer.from(place, 'utf8')]);
