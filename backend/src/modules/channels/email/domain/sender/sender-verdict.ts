import { headersOf, type MailHeader, type ParsedMail } from '../parsed-mail.js';
import { type AuthenticationResults, type MethodResult, parseAuthenticationResults } from './authentication-results.js';

/** `none`: nobody we trust says anything about this sender, which counts for as little as `fail`. */
export type SenderVerdict = 'pass' | 'fail' | 'none';

export interface Trust {
  /** The one server whose word counts, letter by letter: `mx.google.com` for Gmail. */
  authserv: string;
  /** Domains in whose name only we write: without a pass, such a sender is a forgery. */
  ownDomains: readonly string[];
}

type Signed = Pick<ParsedMail, 'headers' | 'from'>;

/**
 * Did the sender's domain vouch for this mail (EML-4)? DMARC, or DKIM of that very domain or of one above it; an
 * alignment the other way round would need the public suffix list. ARC alone never counts.
 */
export const senderVerdict = (mail: Signed, trust: Trust): SenderVerdict => {
  const domain = fromDomain(mail);
  if (domain === null) return 'fail';
  const trusted = trustedResults(mail.headers, trust.authserv);
  const verdict = trusted ? judge(trusted.results, domain) : 'none';
  return verdict === 'none' && trust.ownDomains.includes(domain) ? 'fail' : verdict;
};

/** Programs show one of several senders and check another, so there may be only one, in the plainest form. */
const fromDomain = (mail: Signed): string | null => {
  const [from, ...others] = mail.from;
  if (!from || others.length > 0 || headersOf(mail, 'from').length !== 1) return null;
  return /^[^\s@"<>()]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(from.address)?.[1]?.toLowerCase() ?? null;
};

const BORDER_WRITES = new Set(['received-spf', 'authentication-results']);

/**
 * Headers of the receiving server stand above the first `Received` that names it, because each hop writes on top. Gmail
 * alone puts its results right below that line, after `Received-SPF`: what follows without a gap is still its own. All
 * below was brought in by the sender. A server that names no hop of its own is believed above the first `Received` of all.
 */
const writtenByUs = (headers: readonly MailHeader[], authserv: string): readonly MailHeader[] => {
  const first = headers.findIndex(({ name }) => name === 'received');
  const border = headers.findIndex(({ name, value }) => name === 'received' && receivedBy(value) === authserv);
  if (border < 0) return headers.slice(0, Math.max(0, first));
  const below = headers.slice(border + 1);
  const end = below.findIndex(({ name }) => !BORDER_WRITES.has(name));
  return [...headers.slice(0, border), ...below.slice(0, end < 0 ? below.length : end)];
};

const receivedBy = (value: string): string | null =>
  /\sby\s+([^\s;()]+)/i.exec(` ${value.slice(0, 2000)}`)?.[1] ?? null;

/** The topmost of the trusted server. The ones below it may have come with the mail. */
const trustedResults = (headers: readonly MailHeader[], authserv: string): AuthenticationResults | null => {
  for (const { name, value } of writtenByUs(headers, authserv)) {
    const parsed = name === 'authentication-results' ? parseAuthenticationResults(value) : null;
    // A sender's own words, quoted in it, could look like a result: then it says nothing.
    if (parsed?.authserv === authserv) return value.includes('"') ? null : parsed;
  }
  return null;
};

const judge = (results: readonly MethodResult[], domain: string): SenderVerdict => {
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.some(({ result }) => result === 'fail')) return 'fail';
  const vouched = [
    ...dmarc.map((one) => ({ ...one, by: one.properties.get('header.from') })),
    ...results.filter(({ method }) => method === 'dkim').map((one) => ({ ...one, by: signer(one) })),
  ];
  return vouched.some(({ result, by }) => result === 'pass' && covers(by, domain)) ? 'pass' : 'none';
};

const signer = ({ properties }: MethodResult): string | undefined =>
  properties.get('header.d') ?? properties.get('header.i')?.split('@').at(-1);

const covers = (by: string | undefined, domain: string): boolean =>
  by?.includes('.') === true && (domain === by || domain.endsWith(`.${by}`));
