import type { Params } from 'nestjs-pino';
import pino, { type DestinationStream } from 'pino';
import { correlation } from './correlation.js';
import { redactSecrets } from './redact-secrets.js';
import { isTracing, traceId } from './tracing/index.js';

/** What is said by a name that tells. The text of every line is looked through besides (redact-secrets.ts). */
const REDACTED = [
  '*.headers.authorization',
  '*.headers.cookie',
  '*.password',
  '*.token',
  '*.access_token',
  '*.refresh_token',
];

/**
 * JSON lines, each with the ids of what it belongs to; a terminal gets readable lines instead. Requests are told by
 * `requestContext`, at debug: in normal work the log is for what wants attention.
 */
export const loggerOptions = (level: string): Params => ({
  forRoutes: [],
  pinoHttp: [
    {
      level,
      mixin: () => ({ ...correlation(), ...(isTracing() && { traceId: traceId() }) }),
      redact: { paths: REDACTED, censor: '[redacted]' },
    },
    redacting(process.stdout.isTTY ? readable() : pino.destination(1)),
  ],
});

const readable = (): DestinationStream => pino.transport({ target: 'pino-pretty', options: { singleLine: true } });

/** The last gate: whatever a line was made of, no secret goes through (T16). */
const redacting = (stream: DestinationStream): DestinationStream => ({
  write: (line) => stream.write(redactSecrets(line)),
});
