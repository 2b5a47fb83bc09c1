import { expect, it } from 'vitest';
import { AS_USUAL, bodyOf, type How, wordsOf } from './how';

it('says nothing of what is as usual', () => {
  expect([bodyOf(AS_USUAL), wordsOf(AS_USUAL)]).toEqual([{}, '']);
});

it('says the rest, to the server and to the person', () => {
  const how: How = {
    ...{ client: 'outlook', language: 'de', posting: 'bottom', format: 'textOnly', signature: '' },
    strip: ['references', 'plus'],
  };
  expect(bodyOf(how)).toEqual({
    ...{ client: 'outlook', language: 'de', posting: 'bottom', textOnly: true, signature: '' },
    strip: ['references', 'plus'],
  });
  expect(wordsOf(how)).toBe(
    'Outlook for Windows, German, below the quote, text only, no signature, no references, no plus part',
  );
});
