import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailHeader } from '../parsed-mail.js';
import { parseAuthenticationResults } from './authentication-results.js';
import { senderVerdict } from './sender-verdict.js';

const TRUST = { authserv: 'mx.google.com', ownDomains: ['mail.example'] };
const header = (name: string, value: string): MailHeader => ({ name, value });
const border = header('received', 'from mail.example.com (x. [192.0.2.1]) by mx.google.com with ESMTPS id a; Thu');
const results = (text: string) => header('authentication-results', `mx.google.com; ${text}`);
const mail = (headers: MailHeader[], address = 'anna@example.com') => ({
  headers: [...headers, header('from', address)],
  from: [{ name: '', address }],
});
const verdict = (headers: MailHeader[], address?: string) => senderVerdict(mail(headers, address), TRUST);
const said = (text: string, address?: string) =>
  verdict([border, header('received-spf', 'pass'), results(text)], address);

describe('whether the domain of the sender vouches (EML-4, T6, T7)', () => {
  it.each([
    ['dmarc=pass header.from=example.com', 'anna@example.com', 'pass'],
    ['dmarc=pass header.from=example.com', 'anna@sub.example.com', 'pass'],
    ['dmarc=pass header.from=sub.example.com', 'anna@example.com', 'none'],
    ['dmarc=pass', 'anna@example.com', 'none'],
    ['dmarc=pass header.from=com', 'anna@example.com', 'none'],
    ['dmarc=bestguesspass header.from=example.com', 'anna@example.com', 'none'],
    ['dmarc=temperror header.from=example.com', 'anna@example.com', 'none'],
    ['dkim=pass header.d=example.com; dmarc=none', 'anna@example.com', 'pass'],
    ['dkim=pass header.i=anna@EXAMPLE.com', 'anna@example.COM', 'pass'],
    ['dkim=pass header.d=evil.com header.i=@example.com', 'anna@example.com', 'none'],
    ['dkim=pass header.d=ple.com', 'anna@example.com', 'none'],
    ['dkim=pass header.d=example.com; dmarc=fail header.from=example.com', 'anna@example.com', 'fail'],
    ['arc=pass (i=1 dmarc=pass) header.from=example.com', 'anna@example.com', 'none'],
    ['x-dmarc=pass header.from=example.com', 'anna@example.com', 'none'],
    ['none', 'parley@mail.example', 'fail'],
  ])('%s from %s → %s', (text, address, expected) => expect(said(text, address)).toBe(expected));

  it.each([
    '"a@evil.example x"@example.com',
    'anna@example.com(x)evil.example',
    'anna@example',
    'a b@example.com',
    '',
    '<anna@example.com>',
  ])('a sender like %j fails', (address) => expect(said('dmarc=pass header.from=example.com', address)).toBe('fail'));
  it('two senders fail', () => {
    const two = mail([border, results('dmarc=pass header.from=example.com')]);
    expect(senderVerdict({ ...two, from: [...two.from, ...two.from] }, TRUST)).toBe('fail');
    expect(senderVerdict({ ...two, headers: [...two.headers, header('from', 'x@evil.example')] }, TRUST)).toBe('fail');
  });
});

describe('whose results count', () => {
  const pass = results('dmarc=pass header.from=example.com');
  const fail = results('dmarc=fail header.from=example.com');
  const stranger = header('received', 'from evil by relay.evil.example with SMTP; Thu');
  it.each([
    ['above the border', [pass, border], 'pass'],
    ['right below the border, as Gmail writes them', [border, header('received-spf', 'x'), pass], 'pass'],
    ['the topmost of two', [border, fail, pass], 'fail'],
    ['above wins over below', [fail, border, pass], 'fail'],
    ['not below a foreign header', [border, header('subject', 'x'), pass], 'none'],
    ['not below a foreign hop', [border, stranger, pass], 'none'],
    ['not below a forged hop of ours', [border, fail, header('x', 'y'), border, pass], 'fail'],
    [
      'not of a server whose name only begins alike',
      [header('authentication-results', 'mx.google.com.evil; dmarc=pass header.from=example.com'), border],
      'none',
    ],
    [
      'past the results of another server of ours',
      [header('authentication-results', 'filter.example; dmarc=fail'), pass, border],
      'pass',
    ],
    ['above the first hop where none names our server', [pass, stranger], 'pass'],
    ['not below it', [stranger, pass], 'none'],
    ['not without any hop', [pass], 'none'],
    [
      'not ARC',
      [header('arc-authentication-results', 'i=1; mx.google.com; dmarc=pass header.from=example.com'), border],
      'none',
    ],
  ])('%s', (_where, headers, expected) => expect(verdict(headers)).toBe(expected));

  it('nothing that a sender writes below the border makes a pass', () => {
    const name = fc.constantFrom(
      'authentication-results',
      'received',
      'received-spf',
      'arc-authentication-results',
      'subject',
    );
    const value = fc.constantFrom(
      pass.value,
      border.value,
      stranger.value,
      'pass',
      `${pass.value} (`,
      `"${pass.value}"`,
    );
    const theirs = fc.array(fc.record({ name, value }), { maxLength: 8 });
    fc.assert(
      fc.property(theirs, (headers) => {
        expect(verdict([border, header('received-spf', 'fail'), fail, ...headers])).toBe('fail');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the form of the header (RFC 8601)', () => {
  it.each([
    ['mx.google.com 1; spf=pass', 'mx.google.com', 1],
    ['mx.google.com; none', 'mx.google.com', 0],
    ['mx.google.com (a (b) "c"); dkim/1=pass (ok) header.d=a.example', 'mx.google.com', 1],
    ['mx.google.com; dkim = pass reason="a;b=c" header.d = a.example', 'mx.google.com', 1],
  ])('%s', (value, authserv, count) => {
    const parsed = parseAuthenticationResults(value);
    expect(parsed?.authserv).toBe(authserv);
    expect(parsed?.results).toHaveLength(count);
  });
  it.each([
    'mx.google.com 2; dmarc=pass',
    'mx.google.com (; dmarc=pass',
    'mx.google.com); dmarc=pass',
    'mx.google.com; x="; dmarc=pass',
    `mx.google.com; ${'x'.repeat(20_000)}`,
  ])('says nothing: %.40s', (value) => expect(parseAuthenticationResults(value)).toBeNull());
});
