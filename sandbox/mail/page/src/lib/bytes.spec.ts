import { expect, it } from 'vitest';
import { base64Of, bytesIn, sizeWords, textOfBytes } from './bytes';

it('reads mail as it travels', () => {
  expect(textOfBytes('Gr\u00c3\u00bc\u00c3\u009fe, \u00e5\u00b1\u00b1')).toBe('Grüße, 山');
});

it.each(['', 'A', 'AB', 'ABC'])('knows the size of %j and carries it', async (text) => {
  const base64 = await base64Of(new File([text], 'a.txt'));
  expect([atob(base64), bytesIn(base64)]).toEqual([text, text.length]);
});

it('says sizes in words', () => {
  expect([812, 3_210, 1_240_000].map(sizeWords)).toEqual(['812 bytes', '3 KB', '1.2 MB']);
});
