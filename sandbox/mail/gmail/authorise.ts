import type { Mail } from '../core.js';
import type { Mailbox } from '../model.js';
import { badCredentials, GoogleError, missingScope } from './errors.js';
import type { Method } from './method.js';

export interface Caller {
  readonly box: Mailbox;
  readonly scopes: readonly string[];
  readonly token: string;
}

/** Whose token it is; undefined for one that is unknown, revoked or over. */
export const identify = ({ store }: Mail, authorization: string | undefined): Caller | undefined => {
  const [, token = ''] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  const { accessTokens } = store.data;
  const known = Object.hasOwn(accessTokens, token) ? accessTokens[token] : undefined;
  if (known === undefined || known.expires <= Date.now()) return undefined;
  const box = store.mailbox(known.email);
  return box && { box, scopes: known.scopes, token };
};

/** @throws GoogleError 401 or 403 */
export const authorised = (caller: Caller | undefined, { scopes }: Method, userId: string): Caller => {
  if (!caller) throw badCredentials();
  if (!scopes.some((scope) => caller.scopes.includes(scope))) throw missingScope();
  if (userId !== 'me' && userId.toLowerCase() !== caller.box.email)
    throw new GoogleError(403, 'PERMISSION_DENIED', 'forbidden', `Delegation denied for ${caller.box.email}`);
  return caller;
};
