import { expect, it } from 'vitest';
import { addressesOf, senderOf, withoutPlus } from './addresses';

it('reads names and addresses, commas in names too', () => {
  expect(addressesOf('"Okafor, \\"Mi\\" Mira" <Mira@acme.example>, jun@acme.example,山田 太郎 <y@a.example>')).toEqual([
    { name: 'Okafor, "Mi" Mira', address: 'mira@acme.example' },
    { name: 'jun@acme.example', address: 'jun@acme.example' },
    { name: '山田 太郎', address: 'y@a.example' },
  ]);
  expect(addressesOf('')).toEqual([]);
});

it('names who sent it, also when nobody did', () => {
  expect(senderOf({ from: '<a@b.example>' })).toEqual({ name: 'a@b.example', address: 'a@b.example' });
  expect(senderOf({ from: '' }).name).toBe('Nobody');
});

it('knows a mailbox by an address with a plus', () => {
  expect(withoutPlus('Parley+abc.def@acme.example')).toBe('parley@acme.example');
});
