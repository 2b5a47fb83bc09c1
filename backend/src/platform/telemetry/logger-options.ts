import type { Params } from 'nestjs-pino';

/** Never in a log, wherever they stand in a logged object (T16). */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
  '*.access_token',
  '*.refresh_token',
];

/** JSON lines with a request id; bodies are never logged. A terminal gets readable lines instead. */
export const loggerOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    redact: { paths: REDACTED, censor: '[redacted]' },
    // Requests are logged at debug: in normal work the log is for what wants attention.
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    ...(process.stdout.isTTY && { transport: { target: 'pino-pretty', options: { singleLine: true } } }),
  },
});
