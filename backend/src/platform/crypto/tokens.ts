import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** 256 random bits: 43 characters that fit a URL, a cookie and a header. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** For storing random tokens. A plain hash will do: 256 random bits cannot be guessed, so there is nothing to slow down. */
export const sha256 = (text: string): Buffer<ArrayBuffer> => Buffer.from(createHash('sha256').update(text).digest());

/** An independent key for one purpose out of one configured secret (RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `parley/${purpose}`, 32));

/** Tells deployments apart that share a broker, without a word about the secret that makes them differ. */
export const fingerprint = (secret: string, purpose: string): string =>
  sha256(`${purpose}:${secret}`).toString('hex').slice(0, 32);

/** A token that only the holder of the key can tell from another one. */
export const derivedToken = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
