import type { StreamResponse } from '@a2a-js/sdk';
import { expect, it } from 'vitest';
import { ShownTexts } from './shown-texts.js';

const row = { id: 't', sessionId: 'c', agent: 'a', state: 'WORKING' as const, error: null, at: '' };
/** What a client makes of it (A2A 1.0, TaskArtifactUpdateEvent). */
const fold = (before: string, updates: StreamResponse[]) =>
  updates.reduce((text, { payload }) => {
    if (payload?.$case !== 'artifactUpdate') throw new Error('no artifact');
    const { content } = payload.value.artifact?.parts[0] ?? {};
    const chunk = content?.$case === 'text' ? content.value : '';
    return payload.value.append ? text + chunk : chunk;
  }, before);

it.each<[string, [number, string][], string]>([
  [
    'grows',
    [
      [0, 'Hel'],
      [3, 'lo'],
    ],
    'Hello',
  ],
  [
    'is taken back in part',
    [
      [0, 'Hello'],
      [1, 'i!'],
    ],
    'Hi!',
  ],
  [
    'starts over',
    [
      [0, 'Hello'],
      [0, ''],
      [0, 'Bye'],
    ],
    'Bye',
  ],
  [
    'has a hole that its end fills',
    [
      [0, 'He'],
      [4, 'o'],
    ],
    'Hello',
  ],
  [
    'comes twice',
    [
      [0, 'Hello'],
      [0, 'Hello'],
    ],
    'Hello',
  ],
  ['comes at once', [], 'Hello'],
])('a text that %s is the same at the end', (_what, deltas, whole) => {
  const texts = new ShownTexts(row);
  let seen = '';
  for (const [offset, text] of deltas) seen = fold(seen, texts.grow('m', offset, text));
  expect(whole.startsWith(seen)).toBe(true);
  expect(fold(seen, texts.end({ id: 'm', text: whole }))).toBe(whole);
  expect([...texts.end({ id: 'm', text: whole }), ...texts.grow('m', 0, 'x')]).toEqual([]);
});

it('shows nothing of what was in the task at the beginning', () => {
  const texts = new ShownTexts(row);
  texts.skip([{ id: 'm', role: 'AGENT', text: 'x' }]);
  expect(texts.end({ id: 'm', text: 'x' })).toEqual([]);
});
