import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status?: { code?: number };
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  links?: { traceId: string }[];
}

interface Sent {
  resourceSpans: { scopeSpans: { spans: SeenSpan[] }[] }[];
}

/** Where traces are sent to: speaks OTLP over HTTP as JSON, and keeps what comes. */
export class Collector {
  readonly spans: SeenSpan[] = [];
  readonly headers: Record<string, unknown>[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const sent = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent;
      this.headers.push(request.headers);
      this.spans.push(...sent.resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans)));
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  }

  static async start(): Promise<Collector> {
    const collector = new Collector();
    collector.server.listen(0, '127.0.0.1');
    await once(collector.server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The names of a trace from its beginning to a span, such as `POST /x > job y`. */
  pathTo(span: SeenSpan): string {
    const parent = this.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent ? `${this.pathTo(parent)} > ${span.name}` : span.name;
  }

  paths(): string[] {
    return [...new Set(this.spans.map((span) => this.pathTo(span)))];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
