export interface SseEvent {
  id: string | undefined;
  event: string;
  data: Record<string, unknown>;
}

/** Reads server-sent events as the standard says (WHATWG HTML §9.2.6), from a `fetch` that can carry a token. */
export class EventSourceReader {
  readonly events: SseEvent[] = [];
  ended = false;
  private readonly abort = new AbortController();

  /** @returns null when it was refused */
  static async open(url: string, headers: Record<string, string>): Promise<EventSourceReader | Response> {
    const reader = new EventSourceReader();
    const response = await fetch(url, { headers, signal: reader.abort.signal });
    if (!response.ok) return response;
    void reader.read(response);
    return reader;
  }

  get lastId(): string | undefined {
    return this.events.findLast(({ id }) => id !== undefined)?.id;
  }

  drop(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const bytes of response.body ?? []) {
        rest += decoder.decode(bytes, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Dropped, by us or by the server.
    }
    this.ended = true;
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.split(':', 1)[0], line.slice(line.indexOf(':') + 1)]));
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      id: fields.get('id')?.trim(),
      event: fields.get('event')?.trim() ?? '',
      data: JSON.parse(data),
    });
  }
}
