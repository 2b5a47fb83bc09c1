import { expect, it } from 'vitest';
import { failureText } from './failure-text.js';

const bamlMessage = `BamlError: Failed to coerce value: ParsingError { scope: [], reason: "missing=1", causes: [ParsingError { scope: [], reason: "Missing required field: next", causes: [] }] }

Stack backtrace:
   0: anyhow::error::<impl anyhow::Error>::msg`;

it.each([
  [new Error(bamlMessage), 'missing=1; Missing required field: next'],
  [new Error('plain\nsecond line'), 'plain'],
  ['text', 'text'],
  [new Error('x'.repeat(1_000)), 'x'.repeat(400)],
])('keeps what the model can use', (error, text) => expect(failureText(error)).toBe(text));
