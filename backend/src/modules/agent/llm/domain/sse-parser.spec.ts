import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseParser } from './sse-parser.js';

const parse = (...pieces: string[]) => {
  const parser = new SseParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
};

describe('SseParser', () => {
  it.each([
    ['LF', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['CR', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['no space after the colon', 'data:{"a":1}\n\n', ['{"a":1}']],
    ['comments and other fields', ': ping\n\nevent: x\nid: 1\ndata: a\n\n', ['a']],
    ['several data lines', 'data: a\ndata: b\n\n', ['a\nb']],
    ['a missing last empty line', 'data: a\n\ndata: b', ['a', 'b']],
    ['nothing', '', []],
  ])('reads %s', (_what, text, events) => expect(parse(text)).toEqual(events));

  it('does not care where the pieces are cut', () => {
    const text = ': hi\r\ndata: one\r\n\r\ndata: two\ndata: lines\n\ndata: é🎉\r\rdata: [DONE]\n\n';
    const whole = parse(text);
    expect(whole).toEqual(['one', 'two\nlines', 'é🎉', '[DONE]']);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(parse(...pieces)).toEqual(whole);
      }),
    );
  });
});
