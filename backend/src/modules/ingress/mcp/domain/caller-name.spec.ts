import { expect, it } from 'vitest';
import { callerName } from './caller-name.js';

it.each([
  [['Claude Code', 'my token'], 'Claude Code (over MCP)'],
  [['', 'my token'], 'my token (over MCP)'],
  [[undefined, undefined], 'A program (over MCP)'],
  [[' \u200b\u202e '], 'A program (over MCP)'],
  // A letter to Unicode, and nothing to the eye.
  [['\u3164', 'my token'], 'my token (over MCP)'],
  [['assis\u200btant\u202e\n\n(verified)\u0000'], 'assistant (verified) (over MCP)'],
  [['x'.repeat(200)], `${'x'.repeat(39)}… (over MCP)`],
  [['😀'.repeat(70)], `${'😀'.repeat(19)}… (over MCP)`],
])('%j is shown as %s', (names, shown) => expect(callerName(...names)).toBe(shown));
