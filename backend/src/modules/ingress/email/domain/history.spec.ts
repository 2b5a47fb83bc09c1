import { describe, expect, it } from 'vitest';
import { type Change, cursorAfter, isIncoming } from './history.js';

const change = (historyId: string, gmailId: string): Change => ({ historyId, gmailId, labelIds: ['INBOX'] });
const CHANGES = [change('8', 'a'), change('9', 'b'), change('9', 'c'), change('10', 'd')];

describe('the cursor of a mailbox', () => {
  it('moves to the end when everything is stored', () => {
    expect(cursorAfter(CHANGES, new Set())).toBe('10');
  });

  it('stops before the first mail that is not stored, and before what happened together with it', () => {
    expect(cursorAfter(CHANGES, new Set(['d']))).toBe('9');
    expect(cursorAfter(CHANGES, new Set(['d', 'c']))).toBe('8');
  });

  it('stays where it is when that mail is the first one, or there was nothing', () => {
    expect(cursorAfter(CHANGES, new Set(['a']))).toBeNull();
    expect(cursorAfter([], new Set())).toBeNull();
  });
});

describe('what is ours to read', () => {
  it.each([
    [['INBOX', 'UNREAD'], true],
    [['SPAM'], true],
    [[], true],
    [['SENT'], false],
    [['SENT', 'INBOX'], false],
    [['DRAFT'], false],
  ])('%j: %s', (labelIds, incoming) => {
    expect(isIncoming({ labelIds })).toBe(incoming);
  });
});
