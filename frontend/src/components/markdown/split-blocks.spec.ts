import { describe, expect, it } from 'vitest';
import { closeOpenMarks, splitBlocks } from './split-blocks';

const text = `# Plan

First **step**.

- one
- two

\`\`\`ts
const a = 1;

const b = 2;
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

Last`;

describe('splitBlocks', () => {
  it('loses no character', () => {
    expect(splitBlocks(text).join('')).toBe(text);
  });

  it('keeps a fence with blank lines in one block', () => {
    expect(splitBlocks(text).filter((block) => block.includes('const'))).toHaveLength(1);
  });

  it('leaves closed blocks alone while the text grows', () => {
    for (let length = 1; length < text.length; length += 1) {
      const now = splitBlocks(text.slice(0, length));
      const later = splitBlocks(text);
      // All but the last two: a table or list may still take in the line before its end.
      for (const [index, block] of now.slice(0, -2).entries()) expect(later[index]?.trimEnd()).toBe(block.trimEnd());
    }
  });
});

describe('closeOpenMarks', () => {
  it.each([
    ['a **bold', 'a **bold**'],
    ['a **', 'a'],
    ['a **bold**', 'a **bold**'],
    ['use `npm', 'use `npm`'],
    ['use `', 'use '],
    ['see [the docs', 'see the docs'],
    ['see [the docs](https://exa', 'see the docs'],
    ['see [the docs](https://example.org)', 'see [the docs](https://example.org)'],
    ['```ts\nconst a = "**', '```ts\nconst a = "**'],
  ])('%s → %s', (open, closed) => {
    expect(closeOpenMarks(open)).toBe(closed);
  });
});
