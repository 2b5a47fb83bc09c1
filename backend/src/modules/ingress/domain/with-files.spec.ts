import { describe, expect, it } from 'vitest';
import { withFiles } from './with-files.js';

describe('withFiles', () => {
  it('leaves words alone that came with nothing', () => expect(withFiles('Hello  there')).toBe('Hello  there'));
  it('names what came along', () =>
    expect(withFiles('See the plan.', ['plan.pdf (12 kB)', 'a.png (3 kB)'])).toBe(
      'See the plan.\n\nAttached, and not kept here: plan.pdf (12 kB), a.png (3 kB)',
    ));
  it('is the names alone where nothing was written', () =>
    expect(withFiles(' \n', ['a.png (3 kB)'])).toBe('Attached, and not kept here: a.png (3 kB)'));
});
