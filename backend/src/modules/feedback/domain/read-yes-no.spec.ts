import { expect, it } from 'vitest';
import { readYesNo } from './read-yes-no.js';

it.each([
  ['yes', 'yes'],
  ['Ja, danke!', 'yes'],
  ['no', 'no'],
  ['いいえ', 'no'],
  ['1', null],
  ['2', null],
  ['#1', null],
  ['yes?', null],
  ['yes, but the other one', null],
  ['', null],
])('%j says %s', (text, said) => expect(readYesNo(text)).toBe(said));
