import { describe, expect, it } from 'vitest';
import { visibleLine, visibleText } from './visible-text.js';

describe('words of somebody else', () => {
  it.each([
    ['Weather', 'Weather'],
    ['  Wea\u200bther\u0000 \n desk ', 'Weather desk'],
    ['\u202eknab', 'knab'],
    ['Ｗｅａｔｈｅｒ', 'Weather'],
    ['Wetter \u{e0041}\u{e0042}', 'Wetter'],
    ['\u3164\u115f', ''],
    ['lone \ud800 half', 'lone \ufffd half'],
  ])('%j is shown as %j', (given, shown) => expect(visibleLine(given, 60)).toBe(shown));

  it('keeps the lines of a text and cuts it whole', () => {
    expect(visibleText('a\r\nb\u0007\tc', 10)).toBe('a\nb\tc');
    expect(visibleText('abcdef', 4)).toBe('abc…');
    expect(visibleLine('ab😀cd', 4)).toBe('ab…');
  });
});
