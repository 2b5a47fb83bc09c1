import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwnAddress, namesOwnAddress, replyTokenOf } from './own-address.js';

const OWN = 'parley@mail.example';
const TOKEN = 'q7k2m4x9c3v8b1n6z5a0s2d4f7';
const mail = (headers: Record<string, string>, to: string[] = [], cc: string[] = []) => ({
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  to: to.map((address) => ({ name: '', address })),
  cc: cc.map((address) => ({ name: '', address })),
});

describe('our address', () => {
  it.each([
    ['parley@mail.example', true],
    ['PARLEY+x@MAIL.EXAMPLE', true],
    ['parley+a+b@mail.example', true],
    ['xparley@mail.example', false],
    ['parley@mail.example.evil', false],
    ['parley@evil@mail.example', false],
    ['mail.example', false],
  ])('%s → %s', (address, expected) => expect(isOwnAddress(address, OWN)).toBe(expected));

  it.each([
    [`On Monday Parley <parley+${TOKEN}@mail.example> wrote:`, true],
    ['בתאריך ‪parley@mail.example‬ כתב', true],
    ['[mailto:parley@mail.example]', true],
    ['write to parley@mail.example.', true],
    ['parley@mail.example.org', false],
    ['not-parley@mail.example', false],
  ])('in %j: %s', (line, expected) => expect(namesOwnAddress(line, OWN)).toBe(expected));
});

describe('the token of an address', () => {
  const at = (token: string) => `parley+${token}@mail.example`;
  it.each([
    ['To', mail({}, [at(TOKEN)])],
    ['Cc', mail({}, ['anna@example.com'], [at(TOKEN)])],
    ['Delivered-To alone, as after a redirect', mail({ 'delivered-to': at(TOKEN) }, ['team@example.com'])],
    ['X-Original-To', mail({ 'x-original-to': `<${at(TOKEN)}>` })],
    ['the same twice', mail({ 'delivered-to': at(TOKEN) }, [at(TOKEN)])],
    ['the same in another case', mail({ 'delivered-to': at(TOKEN.toUpperCase()) }, [at(TOKEN)])],
    ['a raw header', mail({ to: `"a, b" <x@example.com>, Parley <${at(TOKEN)}>` })],
  ])('is read from %s', (_where, one) => expect(replyTokenOf(one, OWN)).toBe(TOKEN));

  it.each([
    ['none', mail({}, [OWN])],
    ['two different ones', mail({}, [at(TOKEN), at(`${TOKEN}x`)])],
    ['one that is too short to be random', mail({}, [at('abc')])],
    ['one of another domain', mail({}, [`parley+${TOKEN}@evil.example`])],
    ['one of another mailbox', mail({}, [`other+${TOKEN}@mail.example`])],
    ['one in the subject', mail({ subject: at(TOKEN) })],
    ['one with other characters', mail({}, [at(`${TOKEN}'--`)])],
  ])('is none for %s', (_what, one) => expect(replyTokenOf(one, OWN)).toBeNull());

  it(
    'is never anything but letters, digits, - and _, whatever a mail says (T10)',
    () =>
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 40 }), (local, more) => {
          const token = replyTokenOf(
            mail({ to: `${local}+${more}@mail.example`, cc: `parley+${local}@mail.example` }),
            OWN,
          );
          expect(token ?? 'a'.repeat(22)).toMatch(/^[A-Za-z0-9_-]{22,52}$/);
        }),
        { numRuns: 2_000 },
      ),
    30_000,
  );
});
