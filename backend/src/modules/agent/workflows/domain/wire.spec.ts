import { describe, expect, it } from 'vitest';
import { readResponse } from './wire.js';

const ADDRESS = { correlationId: 'run-1', sessionId: 'session-1', leg: 2 };
const CHUNK = {
  version: 1,
  correlation_id: 'run-1',
  leg: 2,
  stream_id: 's',
  chunk_id: 0,
  chunk: 'Hello',
  is_final: false,
};
const read = (message: unknown) =>
  readResponse(Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)), ADDRESS);

describe('readResponse', () => {
  it('reads a chunk, with and without what may be left out', () => {
    expect(read(CHUNK)).toMatchObject({ kind: 'chunk', chunk: 'Hello', is_final: false });
    const { leg: _leg, is_final: _final, ...short } = CHUNK;
    expect(readResponse(Buffer.from(JSON.stringify(short)), { ...ADDRESS, leg: 1 })).toMatchObject({ chunk: 'Hello' });
    expect(read({ ...CHUNK, session_id: 'session-1', later: 'field' })).toMatchObject({ chunk: 'Hello' });
  });

  it.each([
    ['another run', { correlation_id: 'run-2' }],
    ['another leg', { leg: 1 }],
    ['another session', { session_id: 'session-2' }],
    ['another version', { version: 2 }],
    ['no version', { version: undefined }],
    ['another kind', { kind: 'shout' }],
    ['a number that is none', { chunk_id: -1 }],
    ['half a number', { chunk_id: 0.5 }],
    ['a number without end', { chunk_id: 1e9 }],
    ['no text', { chunk: 7 }],
    ['no stream', { stream_id: '' }],
    ['a stream with a novel for a name', { stream_id: 's'.repeat(101) }],
    ['more than fits', { chunk: 'x'.repeat(256 * 1024) }],
  ])('ignores %s', (_what, change) => {
    expect(read({ ...CHUNK, ...change })).toBeNull();
  });

  it.each(['', '{', '[]', 'null', '"text"', '7'])('ignores %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('ignores what is no UTF-8', () => {
    expect(readResponse(Buffer.concat([Buffer.from(JSON.stringify(CHUNK)), Buffer.from([0xff])]), ADDRESS)).toBeNull();
  });

  it('takes control characters out of text', () => {
    expect(read({ ...CHUNK, chunk: 'a\u0000\u001b[31mb\r\nc\td\u009b' })).toMatchObject({ chunk: 'a[31mb\nc\td' });
    expect(read({ ...CHUNK, kind: 'error', message: `\u0007${'x'.repeat(600)}` })).toMatchObject({
      message: 'x'.repeat(500),
    });
  });

  it('keeps the text of odd metadata', () => {
    expect(read({ ...CHUNK, is_final: true, metadata: 'none' })).toMatchObject({ chunk: 'Hello', metadata: undefined });
    expect(read({ ...CHUNK, metadata: { model: 'm', tokens: { input: -1, output: 2 } } })).toMatchObject({
      metadata: { model: 'm', tokens: undefined },
    });
  });
});
