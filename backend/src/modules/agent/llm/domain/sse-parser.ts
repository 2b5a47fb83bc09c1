/**
 * Splits a text/event-stream into the data of its events (HTML Living Standard §9.2.6): CR, LF or CRLF line ends,
 * comments, several data lines per event. Fed with pieces cut anywhere, also between CR and LF.
 */
export class SseParser {
  private rest = '';
  private data: string[] = [];

  /** Data of the events that this piece completes. */
  push(piece: string): string[] {
    const text = this.rest + piece;
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const usable = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, usable).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + text.slice(usable);
    return lines.flatMap((line) => this.line(line));
  }

  /** Some servers leave out the last empty line: what is pending counts as an event. */
  end(): string[] {
    return [...this.push('\n'), ...this.line('')];
  }

  private line(line: string): string[] {
    if (line === '') return this.flush();
    if (line.startsWith('data:')) this.data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    return [];
  }

  private flush(): string[] {
    if (this.data.length === 0) return [];
    const event = this.data.join('\n');
    this.data = [];
    return [event];
  }
}
