import { expect, it } from 'vitest';
import { movesOf } from './moves';

const mails = [
  { id: 'a', labelIds: ['INBOX'] },
  { id: 'b', labelIds: ['SENT'] },
  { id: 'c', labelIds: ['SENT', 'INBOX'] },
  { id: 'd', labelIds: ['TRASH'] },
  { id: 'e', labelIds: ['SENT', 'TRASH'] },
];
const words = (moves: ReturnType<typeof movesOf>): string => moves.map(({ id, to }) => `${id} ${to}`).join(', ');

it('takes along what one wrote oneself, but not into the inbox and not to spam', () => {
  expect(words(movesOf(mails, 'INBOX', 'archive'))).toBe('a archive, b archive, c archive');
  expect(words(movesOf(mails, 'INBOX', 'trash'))).toBe('a trash, b trash, c trash');
  expect(words(movesOf(mails, 'INBOX', 'spam'))).toBe('a spam, c spam');
  expect(words(movesOf(mails, 'ALL', 'inbox'))).toBe('a inbox, b archive, c inbox');
});

it('brings back out of the trash what lies there', () => {
  expect(words(movesOf(mails, 'TRASH', 'inbox'))).toBe('d inbox, e archive');
});
