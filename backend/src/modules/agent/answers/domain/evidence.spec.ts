import type { FormProperty } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { quoteSays, standingOf } from './evidence.js';

describe('a quote', () => {
  it.each([
    ['beta users', 'Take the beta users.', 'to the letter'],
    ['the beta\nusers', 'Take the beta\nusers.', 'to the letter'],
    ['the beta users', 'Take the beta\n  users.', 'folded'],
    ['The Beta Users', 'Take the beta users.', 'folded'],
    ['２人', '2人です', 'folded'],
    ['👍', 'I say 👍 to Anna', 'to the letter'],
    ['everyone', 'Take the beta users.', 'missing'],
    ['Take beta users', 'Take the beta users.', 'missing'],
    ['', 'Take the beta users.', 'missing'],
    [' ', 'Take the beta users.', 'missing'],
    ['.', 'Take the beta users.', 'missing'],
  ])('%j in %j stands %s', (quote, text, standing) => expect(standingOf(quote, text)).toBe(standing));
});

describe('what a quote says', () => {
  it.each<[FormProperty, string, string, boolean]>([
    [{ type: 'string' }, 'the blue one', 'blue', true],
    [{ type: 'string' }, 'the Blue one', 'blue', true],
    [{ type: 'string' }, 'the blueish one', 'blue', false],
    [{ type: 'string' }, 'the usual one', 'blue', false],
    [{ type: 'string' }, 'Zürich', 'zurich', true],
    [{ type: 'integer' }, '6 seats', '6', true],
    [{ type: 'integer' }, 'seats: 6.', '6', true],
    [{ type: 'integer' }, '16 seats', '6', false],
    [{ type: 'integer' }, 'six seats', '6', false],
    [{ type: 'number' }, 'about 1,5 hours', '1.5', true],
    [{ type: 'number' }, 'minus 3', '-3', false],
    [{ type: 'string', format: 'date' }, '2027-03-04', '2027-03-04', true],
    [{ type: 'string', format: 'date' }, 'on 2027-03-04 then', '2027-03-04', true],
    [{ type: 'string', format: 'date' }, '4 March 2027', '2027-03-04', true],
    [{ type: 'string', format: 'date' }, '03/04/2027', '2027-03-04', false],
    [{ type: 'string', format: 'date' }, 'tomorrow', '2027-03-04', false],
    [{ type: 'array', items: { type: 'string' } }, 'Ann and Ben', 'Ben', true],
    [{ type: 'array', items: { type: 'string' } }, 'Ann and Ben', 'Eve', false],
    [{ type: 'boolean' }, 'with a camera', 'true', true],
  ])('%j: %j says %j: %s', (property, quote, value, says) => expect(quoteSays(property, quote, value)).toBe(says));
});
