import { expect, it } from 'vitest';
import { storableText } from './storable-text.js';

it.each([
  ['plain', 'plain'],
  ['party 🎉', 'party 🎉'],
  ['party \ud83c', 'party '],
  ['\udf89 party', '\ufffd party'],
  ['\ud83c party', '\ufffd party'],
  ['a\0b', 'ab'],
  ['', ''],
])('%j becomes %j', (text, stored) => expect(storableText(text)).toBe(stored));
