import { headersOf, type ParsedMail } from './parsed-mail.js';

const parts = (address: string): [local: string, domain: string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1).toLowerCase()];
};
const withoutPlus = (local: string): string => local.split('+')[0]?.toLowerCase() ?? '';

/** Is this our mailbox, with or without a token? */
export const isOwnAddress = (address: string, own: string): boolean => {
  const [local, domain] = parts(address.trim());
  const [ownLocal, ownDomain] = parts(own);
  return domain === ownDomain && withoutPlus(local) === withoutPlus(ownLocal);
};

const ADDRESS = /[^\s<>()[\]",;:\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,100}@[a-z0-9.-]{1,200}/gi;

/** Does the line speak of our mailbox? */
export const namesOwnAddress = (line: string, own: string): boolean =>
  (line.match(ADDRESS) ?? []).some((address) => isOwnAddress(address.replace(/\.$/, ''), own));

const RECIPIENTS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to', 'to', 'cc'];
/** 128 random bits or more in letters that every mail server hands on as they are. */
const TOKEN = /^[a-z0-9_-]{22,52}$/i;

const tokenIn = (address: string, own: string): string[] => {
  const [local] = parts(address);
  const token = local.slice(local.indexOf('+') + 1);
  // Some programs write addresses in lower case, and ours are made so that nothing is lost by it.
  return isOwnAddress(address, own) && local.includes('+') && TOKEN.test(token) ? [token.toLowerCase()] : [];
};

/** Of a mail that cannot be read: what its headers name, taken as they are. */
export const tokenInRaw = (raw: Uint8Array, own: string): string | null => {
  const [headers = ''] = Buffer.from(raw.subarray(0, 256 * 1024))
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  return onlyOne((headers.match(ADDRESS) ?? []).flatMap((address) => tokenIn(address, own)));
};

const onlyOne = (tokens: readonly string[]): string | null => {
  const [token, ...others] = new Set(tokens);
  return token !== undefined && others.length === 0 ? token : null;
};

/**
 * The token of the address that the mail went to; whether it is worth anything, the caller looks up. Two different ones
 * are none: nobody is asked two things by one mail.
 */
export const replyTokenOf = (mail: Pick<ParsedMail, 'headers' | 'to' | 'cc'>, own: string): string | null => {
  const written = RECIPIENTS.flatMap((name) => headersOf(mail, name)).flatMap((value) => value.match(ADDRESS) ?? []);
  const addressed = [...mail.to, ...mail.cc].map(({ address }) => address);
  return onlyOne([...written, ...addressed].flatMap((address) => tokenIn(address, own)));
};
