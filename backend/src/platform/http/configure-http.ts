import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/index.js';
import { Metrics, traceRequests } from '../telemetry/index.js';
import { ProblemFilter } from './problem.filter.js';
import { requestContext } from './request-context.js';
import { serveOnlyWatchers } from './serve-only.js';
import { RequestValidationPipe } from './validation.pipe.js';

export interface HttpSettings {
  /** A worker serves only those who watch it. */
  readonly role?: 'all' | 'api' | 'worker';
  /** Proxies whose X-Forwarded-* headers count (Express's own forms). Unset: nobody's, so a forged one changes nothing. */
  readonly trustProxy?: number | readonly string[] | undefined;
}

/** Where forms are taken, and nothing else: here and below. Everywhere else it is JSON and nothing else. */
const FORM_PATHS = ['/api/oauth'];

/** Where the bytes of the body are what is signed, whatever their format: here and below they stay as they came. */
const RAW_PATHS = ['/slack'];

/** More than a person's message, answer or form needs. */
const JSON_LIMIT = 256 * 1024;
const FORM_LIMIT = 16 * 1024;
/** A message of Slack with all its blocks is well below. Checked before the signature, so it bounds what a stranger costs (T3). */
const RAW_LIMIT = 1024 * 1024;

/** How requests are read and errors answered; the same in the product and in tests. Called once, before `listen`. */
export function configureHttp(app: NestExpressApplication, settings: HttpSettings): void {
  const isIn = (paths: string[]) => (request: object) =>
    paths.some((path) => isAtOrBelow((request as Request).path, path));
  const [takesForm, takesRaw] = [isIn(FORM_PATHS), isIn(RAW_PATHS)];
  app.set('trust proxy', settings.trustProxy ?? false);
  app.disable('x-powered-by');
  app.use(requestContext(app.get(Metrics)));
  if (settings.role === 'worker') serveOnlyWatchers(app);
  app.use(traceRequests(settings.trustProxy !== undefined));
  app.use(cookieParser());
  // One format per path: a cross-site form never reaches a JSON endpoint.
  app.useBodyParser('json', {
    limit: JSON_LIMIT,
    type: (request) => !takesForm(request) && !takesRaw(request) && hasType(request, 'application/json'),
  });
  app.useBodyParser('raw', { limit: RAW_LIMIT, inflate: false, type: takesRaw });
  app.useBodyParser('urlencoded', {
    limit: FORM_LIMIT,
    extended: false,
    parameterLimit: 50,
    type: (request) => takesForm(request) && hasType(request, 'application/x-www-form-urlencoded'),
  });
  app.use(refuseUnreadBody);
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
}

const hasType = (request: object, type: string) => Boolean((request as Request).is(type));

/** Routes ignore case, so this must. */
const isAtOrBelow = (path: string, parent: string) => `${path.toLowerCase()}/`.startsWith(`${parent}/`);

/** A body that no parser took is in the wrong format. Without this it would pass for an empty one. */
function refuseUnreadBody(request: Request, _response: Response, next: NextFunction) {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  const hasBody = chunked !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || request.body !== undefined) return next();
  next(
    new DomainError(
      'unsupported_media_type',
      'The request is in a format that is not understood here: send application/json (the token endpoint takes forms).',
    ),
  );
}
