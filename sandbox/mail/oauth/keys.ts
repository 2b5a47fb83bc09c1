import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { SigningKey } from '../store/data.js';
import type { Store } from '../store/store.js';

export const ISSUER = 'https://accounts.google.com';
const HOUR = 3_600;

export const newKey = (): SigningKey => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return {
    kid: randomBytes(20).toString('hex'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

/**
 * The keys that everybody may know. As at Google the next one is among them before it signs anything: who keeps them for a
 * while does not notice when they change.
 */
export const publishedKeys = (store: Store): readonly SigningKey[] => {
  const { keys } = store.data;
  if (keys.length < 2) {
    keys.push(newKey());
    store.changed();
  }
  return keys;
};

/** The next key signs from now on. */
export const rotateKeys = (store: Store, forget: boolean): void => {
  const [current, next, ...old] = publishedKeys(store);
  const kept = [next, newKey(), current, ...old].filter((key) => key !== undefined).slice(0, 4);
  store.data.keys = forget ? [newKey()] : kept;
  store.changed();
};

const publicKey = ({ privateKey }: SigningKey) => createPublicKey(createPrivateKey(privateKey));

/** `/oauth2/v3/certs` */
export const jwkCerts = (keys: readonly SigningKey[]): object => ({
  keys: keys.map((key) => ({ ...publicKey(key).export({ format: 'jwk' }), kid: key.kid, alg: 'RS256', use: 'sig' })),
});

/** `/oauth2/v1/certs`: Google has certificates there; the bare key opens the same signatures. */
export const pemCerts = (keys: readonly SigningKey[]): object =>
  Object.fromEntries(keys.map((key) => [key.kid, publicKey(key).export({ type: 'spki', format: 'pem' }).toString()]));

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as Google signs it, good for an hour; `claims` win. */
export const signedJwt = (key: SigningKey, claims: object): string => {
  const iat = Math.floor(Date.now() / 1_000);
  const payload = { iss: ISSUER, iat, exp: iat + HOUR, ...claims };
  const signed = `${encoded({ alg: 'RS256', kid: key.kid, typ: 'JWT' })}.${encoded(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.privateKey, 'base64url')}`;
};
