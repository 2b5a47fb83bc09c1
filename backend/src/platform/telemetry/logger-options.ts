import type { Params } from 'nestjs-pino';
import { withoutTokens } from './without-tokens.js';

/** Never in a log, wherever they stand in a logged object (T16). */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers.referer',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
  '*.access_token',
  '*.refresh_token',
];

/** As the logger makes it of a request. Its parts hold the same again that the address is cleared of. */
interface LoggedRequest {
  url: string;
  params?: unknown;
  query?: unknown;
}
const logged = ({ params: _params, query: _query, ...request }: LoggedRequest) => ({
  ...request,
  url: withoutTokens(request.url),
});

/** JSON lines with a request id; bodies are never logged. A terminal gets readable lines instead. */
export const loggerOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    serializers: { req: logged },
    redact: { paths: REDACTED, censor: '[redacted]' },
    // Requests are logged at debug: in normal work the log is for what wants attention.
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    ...(process.stdout.isTTY && { transport: { target: 'pino-pretty', options: { singleLine: true } } }),
  },
});
