import { MAX_TEXT, type Metadata } from './wire.js';

const MAX_HELD = 1_000;
const MAX_HELD_SIZE = 1024 * 1024;
const MAX_STREAMS = 20;

/** What ends a leg. */
export type Ending = { kind: 'final'; metadata: Metadata } | { kind: 'ask'; askId: string; question: unknown };

/** One numbered piece of a stream. */
export interface Piece {
  streamId: string;
  chunkId: number;
  text: string;
  ending: Ending | null;
}

/** `refused`: going on makes no sense. */
export type Taken = { kind: 'grew' } | { kind: 'held' } | { kind: 'ignored' } | { kind: 'refused'; why: string };

/**
 * Puts the text of a leg together from chunks that come in any order, twice, or not at all (docs/workflows.md, *Rules*).
 * The first chunk with a number counts. A new stream replaces the text; one that was replaced never comes back.
 */
export class ChunkAssembler {
  private readonly replaced = new Set<string>();
  private readonly held = new Map<number, Piece>();
  private heldSize = 0;
  private current: string | null = null;
  private place = 0;
  private said = '';
  private end: Ending | null = null;

  /** Complete up to where something is missing. */
  get text(): string {
    return this.said;
  }

  get streamId(): string | null {
    return this.current;
  }

  /** The chunk that is waited for. */
  get next(): number {
    return this.place;
  }

  /** Something is here already that belongs after what is missing. */
  get gap(): boolean {
    return this.held.size > 0;
  }

  /** Not null: the text is complete. */
  get ending(): Ending | null {
    return this.end;
  }

  knows(streamId: string): 'current' | 'replaced' | 'new' {
    if (streamId === this.current) return 'current';
    return this.replaced.has(streamId) ? 'replaced' : 'new';
  }

  take(piece: Piece): Taken {
    if (this.end) return { kind: 'ignored' };
    if (piece.streamId !== this.current) {
      if (this.replaced.has(piece.streamId)) return { kind: 'ignored' };
      if (this.replaced.size >= MAX_STREAMS) return { kind: 'refused', why: 'it began its answer anew too often' };
      this.begin(piece.streamId);
    }
    if (piece.chunkId < this.place || this.held.has(piece.chunkId)) return { kind: 'ignored' };
    if (piece.chunkId > this.place) return this.hold(piece);
    return this.append(piece);
  }

  private begin(streamId: string): void {
    if (this.current !== null) this.replaced.add(this.current);
    this.current = streamId;
    this.place = 0;
    this.said = '';
    this.held.clear();
    this.heldSize = 0;
  }

  private hold(piece: Piece): Taken {
    const full = this.held.size >= MAX_HELD || this.heldSize + piece.text.length > MAX_HELD_SIZE;
    if (full) return { kind: 'ignored' };
    this.held.set(piece.chunkId, piece);
    this.heldSize += piece.text.length;
    return { kind: 'held' };
  }

  private append(first: Piece): Taken {
    let piece: Piece | undefined = first;
    while (piece) {
      if (this.said.length + piece.text.length > MAX_TEXT) return { kind: 'refused', why: 'its answer is too long' };
      this.said += piece.text;
      this.place += 1;
      this.end = piece.ending;
      if (this.end) break;
      piece = this.release();
    }
    return { kind: 'grew' };
  }

  private release(): Piece | undefined {
    const piece = this.held.get(this.place);
    if (!piece) return undefined;
    this.held.delete(this.place);
    this.heldSize -= piece.text.length;
    return piece;
  }
}
