import type { StreamResponse } from '@a2a-js/sdk';
import { artifactOf, idsOf, type Line, type TaskRow } from './task.js';

/** What a listener has been shown of what the agent says: each message is an artifact that grows. */
export class ShownTexts {
  private readonly shown = new Map<string, string>();
  private readonly done = new Set<string>();

  constructor(private readonly row: TaskRow) {}

  /** Shown already, as a whole. */
  skip(said: readonly Line[]): void {
    for (const { id } of said) this.done.add(id);
  }

  /** Text from `offset` on has become this. What lies past a hole is left out: the end brings it. */
  grow(id: string, offset: number, text: string): StreamResponse[] {
    const before = this.shown.get(id) ?? '';
    if (this.done.has(id) || offset > before.length) return [];
    const after = before.slice(0, offset) + text;
    this.shown.set(id, after);
    if (after === '' || after === before) return [];
    return offset === before.length && before !== ''
      ? [this.update(id, text, { append: true, lastChunk: false })]
      : [this.update(id, after, { append: false, lastChunk: false })];
  }

  /** This is the whole text, whatever was shown before. */
  end({ id, text }: Pick<Line, 'id' | 'text'>): StreamResponse[] {
    if (this.done.has(id)) return [];
    this.done.add(id);
    const before = this.shown.get(id) ?? '';
    const append = before !== '' && text.startsWith(before);
    return [this.update(id, append ? text.slice(before.length) : text, { append, lastChunk: true })];
  }

  private update(id: string, text: string, how: { append: boolean; lastChunk: boolean }): StreamResponse {
    const value = { ...idsOf(this.row), artifact: artifactOf(id, text), ...how, metadata: undefined };
    return { payload: { $case: 'artifactUpdate', value } };
  }
}
