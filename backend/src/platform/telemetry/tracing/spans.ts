import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/** What a span is on: our own work, a request that came in, a call to somebody else, a job that was taken. */
export type Role = 'internal' | 'server' | 'client' | 'consumer';

export interface SpanOptions {
  role?: Role;
  /** Ids, names and counts: never what somebody said. */
  attributes?: Attributes;
  /** The trace that it belongs to, as `traceParent` wrote it; then what is at work now is linked. Null: whatever is at work now. */
  parent?: string | null;
}

/** Where the work can tell what it has found out. */
export type Note = (attributes: Attributes) => void;

const KINDS: Record<Role, SpanKind> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};
const ignore: Note = () => undefined;

/** Undefined: no traces are made, and none of this costs anything. */
let tracer: Tracer | undefined;

export const useTracer = (made: Tracer | undefined): void => {
  tracer = made;
};

export const isTracing = (): boolean => tracer !== undefined;

/**
 * `work` as a span of the trace that is at work, or of a new one. It ends when the work does; of an error it tells the name alone,
 * as a message may hold what somebody wrote.
 */
export async function inSpan<T>(name: string, options: SpanOptions, work: (note: Note) => Promise<T>): Promise<T> {
  if (!tracer) return work(ignore);
  const { around, links } = surroundings(options.parent ?? null);
  const span = tracer.startSpan(
    name,
    { kind: KINDS[options.role ?? 'internal'], attributes: options.attributes ?? {}, links },
    around,
  );
  try {
    return await context.with(trace.setSpan(around, span), () => work((found) => void span.setAttributes(found)));
  } catch (error) {
    fail(span, error instanceof Error ? error.name : typeof error);
    throw error;
  } finally {
    span.end();
  }
}

export const fail = (span: Span, what: string): void => {
  span.setAttribute('error.type', what);
  span.setStatus({ code: SpanStatusCode.ERROR });
};

/** Begins a span whose end somebody else tells. Undefined: no traces are made. */
export const beginSpan = (name: string, role: Role, headers: unknown): { span: Span; inside: Context } | undefined => {
  if (!tracer) return undefined;
  const around = headers ? propagation.extract(ROOT_CONTEXT, headers) : ROOT_CONTEXT;
  const span = tracer.startSpan(name, { kind: KINDS[role] }, around);
  return { span, inside: trace.setSpan(around, span) };
};

/** The place in the trace that is at work, to go on from elsewhere (W3C Trace Context §3.2). Null: there is none. */
export const traceParent = (): string | null => {
  if (!tracer) return null;
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
};

export const traceId = (): string | undefined => {
  if (!tracer) return undefined;
  return trace.getSpanContext(context.active())?.traceId;
};

/** Of the trace that it belongs to; what set it off in another trace is linked, as an answer that comes after weeks. */
const surroundings = (parent: string | null) => {
  const active = context.active();
  if (!parent) return { around: active, links: [] };
  const around = propagation.extract(ROOT_CONTEXT, { traceparent: parent });
  const [now, then] = [trace.getSpanContext(active), trace.getSpanContext(around)];
  if (!now || !isSpanContextValid(now)) return { around, links: [] };
  if (now.traceId === then?.traceId) return { around: active, links: [] };
  return { around, links: [{ context: now }] };
};
