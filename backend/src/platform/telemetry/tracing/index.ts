export { inSpan, isTracing, traceId, traceParent } from './spans.js';
export { startTracing } from './start-tracing.js';
export { traceRequests } from './trace-requests.js';
