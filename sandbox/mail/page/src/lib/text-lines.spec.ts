import { expect, it } from 'vitest';
import { linesOf } from './text-lines';

const linksIn = (text: string): (string | undefined)[] =>
  linesOf(text).flatMap(({ pieces }) => pieces.flatMap(({ url }) => url ?? []));

it('finds links without what ends the sentence', () => {
  expect(
    linksIn('See https://a.example/x?y=1&z=2. Or (http://127.0.0.1:3000/a), or <https://b.example/c_(d)>'),
  ).toEqual(['https://a.example/x?y=1&z=2', 'http://127.0.0.1:3000/a', 'https://b.example/c_(d)']);
  expect(linksIn('javascript:alert(1) mailto:a@b.example')).toEqual([]);
});

it('loses nothing of the words', () => {
  const text = 'Yes.\r\n\r\n> On Monday\n>> see https://a.example, please\n> > bye';
  const lines = linesOf(text);
  expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(
    text.replaceAll('\r', ''),
  );
  expect(lines.map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 2]);
});
