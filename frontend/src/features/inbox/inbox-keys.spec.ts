import { describe, expect, it } from 'vitest';
import { type InboxRow, type InboxView, inboxMove, nextAfter } from './inbox-keys';

const row = (id: string, change: Partial<InboxRow> = {}): InboxRow => ({ id, open: false, waits: true, ...change });
const rows = [row('a', { open: true }), row('done', { waits: false }), row('b'), row('c')];
const view = (activeId: string | null, change: Partial<InboxView> = {}): InboxView => ({
  rows,
  activeId,
  onCard: true,
  ...change,
});
const goes = (key: string, from: string | null, change: Partial<InboxView> = {}) => {
  const move = inboxMove(key, view(from, change));
  return move?.kind === 'focus' ? move.id : null;
};

describe('moving', () => {
  it('goes down and up, past what no longer waits, and stops at the ends', () => {
    expect([goes('j', 'a'), goes('j', 'b'), goes('j', 'c')]).toEqual(['b', 'c', 'c']);
    expect([goes('k', 'c'), goes('k', 'b'), goes('k', 'a')]).toEqual(['b', 'a', 'a']);
    expect([goes('ArrowDown', 'a'), goes('ArrowUp', 'b')]).toEqual(['b', 'a']);
  });

  it('goes on from a card that was just answered', () => {
    expect([goes('j', 'done'), goes('k', 'done')]).toEqual(['b', 'a']);
  });

  it('begins at the top, or at the bottom', () => {
    expect([goes('j', null), goes('k', null)]).toEqual(['a', 'c']);
    expect([goes('Home', 'c'), goes('End', 'a')]).toEqual(['a', 'c']);
  });

  it('leaves the arrows to the controls in a card, not j and k', () => {
    for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End'])
      expect(inboxMove(key, view('a', { onCard: false }))).toBeNull();
    expect(goes('j', 'a', { onCard: false })).toBe('b');
  });

  it('does nothing in an empty inbox', () => {
    for (const key of ['j', 'k', 'Enter', 'a', 'o', 'Escape'])
      expect(inboxMove(key, { rows: [], activeId: null, onCard: true })).toBeNull();
  });
});

describe('acting', () => {
  it('opens a folded card before anything is decided in it', () => {
    expect(inboxMove('Enter', view('b'))).toEqual({ kind: 'open', id: 'b', press: null });
    expect(inboxMove('a', view('b'))).toEqual({ kind: 'open', id: 'b', press: null });
    for (const key of ['r', 's', '1', '9'])
      expect(inboxMove(key, view('b'))).toEqual({ kind: 'open', id: 'b', press: key });
    expect(inboxMove('0', view('b'))).toBeNull();
  });

  it('leaves the keys of an open card to the card, and folds it with Escape', () => {
    for (const key of ['Enter', 'a', 'r', 's', '1']) expect(inboxMove(key, view('a'))).toBeNull();
    expect(inboxMove('Escape', view('a'))).toEqual({ kind: 'fold', id: 'a' });
    expect(inboxMove('Escape', view('a', { onCard: false }))).toBeNull();
  });

  it('opens the session from anywhere in the card', () => {
    expect(inboxMove('o', view('a', { onCard: false }))).toEqual({ kind: 'session', id: 'a' });
  });

  it('does nothing more to what no longer waits', () => {
    for (const key of ['Enter', 'a', 'r', 's', '1', 'Escape']) expect(inboxMove(key, view('done'))).toBeNull();
  });
});

describe('after an answer', () => {
  it('goes to what waits below, else above, else nowhere', () => {
    expect(nextAfter(rows, 'a')).toBe('b');
    expect(nextAfter(rows, 'c')).toBe('b');
    expect(nextAfter([row('a'), row('x', { waits: false })], 'a')).toBeNull();
  });
});
