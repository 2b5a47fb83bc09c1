import { expect, it } from 'vitest';
import { mixesAlphabets, nameKey } from './agent-name.js';

it('takes names for one that people take for one', () => {
  for (const name of ['weather', 'WEATHER', 'Wea-ther', ' Wéather!']) expect(nameKey(name)).toBe('weather');
  expect(nameKey('!!!')).toBe('');
  expect([mixesAlphabets('W\u0435ather'), mixesAlphabets('Wetter'), mixesAlphabets('Погода')]).toEqual([
    true,
    false,
    false,
  ]);
});
