export { type Correlation, correlate } from './correlation.js';
export { loggerOptions } from './logger-options.js';
export { CATALOGUE } from './metrics/catalogue.js';
export { METRICS_TYPE, Metrics } from './metrics/metrics.js';
export { redactSecrets } from './redact-secrets.js';
export { TelemetryModule } from './telemetry.module.js';
export { inSpan, startTracing, traceParent, traceRequests } from './tracing/index.js';
export { withoutTokens } from './without-tokens.js';
