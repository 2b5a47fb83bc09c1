import { describe, expect, it } from 'vitest';
import { hasHiddenCharacters, visibleParts } from './visible-text';

describe('visibleParts', () => {
  it.each([
    ['zero width space', 'exam\u200bple', 'U+200B'],
    ['right-to-left override', 'user\u202egpj.exe', 'U+202E'],
    ['isolate', '\u2066admin\u2069', 'U+2066'],
    ['backspace', 'rm\u0008ls', 'U+0008'],
    ['escape', '\u001b[2K', 'U+001B'],
    ['carriage return', 'safe\rrm -rf', 'U+000D'],
    ['tag character', 'a\u{e0041}', 'U+E0041'],
    ['byte order mark', '\ufeffa', 'U+FEFF'],
  ])('shows a %s', (_name, text, code) => {
    expect(visibleParts(text)).toContainEqual({ text: code, hidden: true });
  });

  it.each(['line\nnext\ttab', 'naïve 日本語 עברית', '❤️ 🙂', ''])('leaves %j alone', (text) => {
    expect(hasHiddenCharacters(text)).toBe(false);
    expect(
      visibleParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
