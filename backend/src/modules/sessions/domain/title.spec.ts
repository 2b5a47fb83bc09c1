import { describe, expect, it } from 'vitest';
import { titleFromMessage } from './title.js';

describe('titleFromMessage', () => {
  it.each([
    ['short', 'Plan the launch', 'Plan the launch'],
    ['first line only', '  Plan the launch\nwith all details', 'Plan the launch'],
    ['white space', 'Plan \t the   launch', 'Plan the launch'],
    ['long, cut at a word', `${'word '.repeat(20)}`, `${'word '.repeat(12).trimEnd()}…`],
    ['long without spaces', 'x'.repeat(80), `${'x'.repeat(60)}…`],
  ])('%s', (_name, text, title) => expect(titleFromMessage(text)).toBe(title));

  it('keeps a joined emoji whole', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(titleFromMessage(family.repeat(61))).toBe(`${family.repeat(60)}…`);
  });
});
