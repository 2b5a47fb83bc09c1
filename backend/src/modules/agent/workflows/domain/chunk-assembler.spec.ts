import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkAssembler, type Piece } from './chunk-assembler.js';

const FINAL = { kind: 'final', metadata: {} } as const;
const piece = (chunkId: number, text: string, streamId = 's'): Piece => ({ chunkId, text, streamId, ending: null });

const streamOf = (texts: readonly string[], streamId = 's'): Piece[] =>
  texts.map((text, chunkId) => ({ streamId, chunkId, text, ending: chunkId === texts.length - 1 ? FINAL : null }));

/** What arrives of a stream: some twice, some never, in any order. */
const arrival = (pieces: readonly Piece[]) =>
  fc
    .array(
      fc.record({
        copies: fc.integer({ min: 0, max: 3 }),
        places: fc.array(fc.double({ noNaN: true }), { minLength: 3, maxLength: 3 }),
      }),
      {
        minLength: pieces.length,
        maxLength: pieces.length,
      },
    )
    .map((fates) =>
      pieces
        .flatMap((one, index) => {
          const { copies = 0, places = [] } = fates[index] ?? {};
          return places.slice(0, copies).map((place) => ({ one, place }));
        })
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one),
    );

const spoiledStream = fc
  .array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 40 })
  .chain((texts) => fc.record({ texts: fc.constant(texts), arrived: arrival(streamOf(texts)) }));

describe('ChunkAssembler', () => {
  it('gives exactly the text, whatever is swapped, doubled, and lost and sent again', () => {
    fc.assert(
      fc.property(spoiledStream, ({ texts, arrived }) => {
        const chunks = new ChunkAssembler();
        const whole = texts.join('');
        for (const one of arrived) {
          chunks.take(one);
          expect(whole.startsWith(chunks.text)).toBe(true);
        }
        // What is asked for again: everything from the first missing one on.
        for (const one of streamOf(texts).slice(chunks.next)) chunks.take(one);
        expect(chunks.text).toBe(whole);
        expect(chunks.ending).toEqual(FINAL);
        expect(chunks.gap).toBe(false);
      }),
    );
  });

  it('replaces the text when a stream begins anew, and never goes back, however both are mixed', () => {
    const mixed = fc
      .tuple(
        fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 10 }),
        fc.array(fc.nat(), { maxLength: 30 }),
      )
      .map(([texts, order]) => ({ texts, order }));
    fc.assert(
      fc.property(mixed, ({ texts, order }) => {
        const old = [...texts, 'never complete'].map((text, chunkId) => piece(chunkId, text, 'old'));
        const chunks = new ChunkAssembler();
        for (const at of order) chunks.take(old[at % old.length] as Piece);
        streamOf(texts, 'new').forEach((one, index) => {
          chunks.take(one);
          const late = old[(order[index] ?? 0) % old.length] as Piece;
          if (order.length > 0) expect(chunks.take(late)).toEqual({ kind: 'ignored' });
        });
        expect(chunks.text).toBe(texts.join(''));
        expect(chunks.streamId).toBe('new');
      }),
    );
  });

  it('says what is missing', () => {
    const chunks = new ChunkAssembler();
    chunks.take(piece(0, 'a'));
    expect(chunks).toMatchObject({ next: 1, gap: false });
    expect(chunks.take(piece(2, 'c'))).toEqual({ kind: 'held' });
    expect(chunks).toMatchObject({ next: 1, gap: true, text: 'a' });
    expect(chunks.take(piece(1, 'b'))).toEqual({ kind: 'grew' });
    expect(chunks).toMatchObject({ next: 3, gap: false, text: 'abc', ending: null });
  });

  it('knows by the final chunk that something before it is missing', () => {
    const chunks = new ChunkAssembler();
    chunks.take({ ...piece(1, ''), ending: FINAL });
    expect(chunks).toMatchObject({ gap: true, ending: null });
    chunks.take(piece(0, 'all'));
    expect(chunks).toMatchObject({ text: 'all', ending: FINAL });
  });

  it('takes the first of two with one number, and nothing after the end', () => {
    const chunks = new ChunkAssembler();
    chunks.take(piece(0, 'first'));
    chunks.take(piece(0, 'second'));
    chunks.take(piece(2, 'beyond'));
    chunks.take({ ...piece(1, '.'), ending: FINAL });
    expect(chunks.take(piece(2, 'more'))).toEqual({ kind: 'ignored' });
    expect(chunks.text).toBe('first.');
  });

  it('holds no more than it may', () => {
    const many = new ChunkAssembler();
    for (let id = 1; id <= 1_000; id += 1) expect(many.take(piece(id, ''))).toEqual({ kind: 'held' });
    expect(many.take(piece(1_001, ''))).toEqual({ kind: 'ignored' });
    const large = new ChunkAssembler();
    const half = 'x'.repeat(512 * 1024);
    expect([1, 2, 3].map((id) => large.take(piece(id, half)).kind)).toEqual(['held', 'held', 'ignored']);
  });

  it('refuses a text without end, and a service that begins for ever', () => {
    const long = new ChunkAssembler();
    const kinds = Array.from({ length: 6 }, (_, id) => long.take(piece(id, 'x'.repeat(100_000))).kind);
    expect(kinds).toEqual([...Array(5).fill('grew'), 'refused']);
    const anew = new ChunkAssembler();
    const tries = Array.from({ length: 22 }, (_, id) => anew.take(piece(0, 'a', `s${id}`)).kind);
    expect(tries).toEqual([...Array(21).fill('grew'), 'refused']);
  });
});
