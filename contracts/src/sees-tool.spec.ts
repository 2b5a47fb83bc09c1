import { expect, it } from 'vitest';
import { seesTool } from './sees-tool.js';

it.each([
  [['web.write'], true],
  [['web.*'], true],
  [['*'], true],
  [[], false],
  [['web.writ'], false],
  [['we.*'], false],
  [['we*'], false],
  [['other.*', 'web.write2'], false],
])('an agent made for %j sees web.write: %s', (patterns, seen) => expect(seesTool(patterns, 'web.write')).toBe(seen));
