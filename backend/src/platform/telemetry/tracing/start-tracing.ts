import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { AppConfig } from '../../../config/index.js';
import { useTracer } from './spans.js';

export type TracingSettings = NonNullable<AppConfig['tracing']>;

/** @returns a function that sends what is still here, and ends it */
export function startTracing(settings: TracingSettings, role: string): () => Promise<void> {
  const { endpoint, headers, serviceName, share } = settings;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.instance.role': role }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: headersOf(headers) })),
    ],
  });
  provider.register();
  useTracer(trace.getTracer('parley'));
  return async () => {
    useTracer(undefined);
    // A collector that is away must not hold up the end.
    await provider.shutdown().catch(() => undefined);
    trace.disable();
  };
}

/** `key=value,…` with encoded values (OpenTelemetry, OTLP exporter configuration). */
const headersOf = (text = ''): Record<string, string> =>
  Object.fromEntries(
    text
      .split(',')
      .map((pair) => pair.split('='))
      .filter(([key]) => key?.trim())
      .map(([key = '', ...value]) => [key.trim(), decodeURIComponent(value.join('=').trim())]),
  );
