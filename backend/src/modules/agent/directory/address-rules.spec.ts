import { describe, expect, it } from 'vitest';
import { addressProblem, urlProblem } from './address-rules.js';

const NEVER = ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', '0.0.0.0', '::', '224.0.0.1', '255.255.255.255'];
const PRIVATE = [
  '127.0.0.1',
  '::1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  'fd12::1',
  '::ffff:10.0.0.1',
];
const PUBLIC = ['93.184.215.14', '2606:2800:21f:cb07::1', '172.32.0.1', '100.128.0.1'];

describe('addresses', () => {
  it.each([...NEVER, 'fd00:ec2::254', '100.100.100.200', 'no address', ''])('%s is off limits', (address) => {
    expect(addressProblem(address, true)).not.toBeNull();
  });
  it.each([...PRIVATE, '64:ff9b::a00:1', '2002:a00:1::'])('%s is off limits in production', (address) => {
    expect([addressProblem(address, true), addressProblem(address, false) !== null]).toEqual([null, true]);
  });
  it.each(PUBLIC)('%s is for all', (address) => expect(addressProblem(address, false)).toBeNull());
});

describe('URLs', () => {
  it.each([
    ['http://127.0.0.1:3/', true, null],
    ['https://example.org/agent', false, null],
    ['http://example.org/agent', false, 'In production an agent has to be reached by https.'],
    ['https://[::1]/', false, '::1 is an address of a private network; in production agents have to be public.'],
    [
      'https://2130706433/',
      false,
      '127.0.0.1 is an address of a private network; in production agents have to be public.',
    ],
    ['http://0x7f.1/', true, null],
    ['http://0251.0376.0251.0376/', true, '169.254.169.254 is an address that no agent may have.'],
    ['https://me:pass@example.org/', true, 'The URL must not hold a password; give a token instead.'],
    ['ftp://example.org/', true, 'An agent is reached by http or https.'],
    ['agent', true, 'This is no URL.'],
  ])('%s (private allowed: %s)', (url, allowPrivate, problem) => expect(urlProblem(url, allowPrivate)).toBe(problem));
});
