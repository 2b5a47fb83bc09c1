import { describe, expect, it } from 'vitest';
import { rotate, type StoredToken } from './refresh-chain.js';

const functions = { hashOf: (token: string) => `#${token}`, successorOf: (token: string) => `${token}'` };
const used = (token: string): StoredToken => ({ hash: `#${token}`, usedAt: new Date() });
const unused = (token: string): StoredToken => ({ hash: `#${token}`, usedAt: null });

describe('rotate', () => {
  it('spends an unused token', () => {
    expect(rotate('a', [unused('a')], functions)).toEqual({ kind: 'rotate', spent: 'a', successor: "a'" });
  });

  it('gives the same successor to everyone who comes within the overlap', () => {
    expect(rotate('a', [used('a'), unused("a'")], functions)).toEqual({ kind: 'current', token: "a'" });
  });

  it('leads a late request past further rotations to the token that still works', () => {
    expect(rotate('a', [used('a'), used("a'"), unused("a''")], functions)).toEqual({ kind: 'current', token: "a''" });
  });

  it('takes a token used before the overlap for stolen', () => {
    expect(rotate('a', [unused("a'")], functions)).toEqual({ kind: 'reuse' });
  });

  it('takes a broken chain for stolen, also one without an end', () => {
    expect(rotate('a', [used('a')], functions)).toEqual({ kind: 'reuse' });
    const loop = { ...functions, successorOf: (token: string) => token };
    expect(rotate('a', [used('a')], loop)).toEqual({ kind: 'reuse' });
  });
});
