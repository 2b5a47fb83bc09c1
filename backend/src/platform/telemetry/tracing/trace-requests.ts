import { context } from '@opentelemetry/api';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { beginSpan, fail, isTracing } from './spans.js';

/** Asked for every few seconds, and nothing happens in them. */
const UNTRACED = /^\/(health|metrics)(\/|$)/;

/**
 * Each request as a span, named by its route. @param trusted whether who calls may say to which trace it belongs: a stranger could
 * otherwise write into the traces of others
 */
export const traceRequests =
  (trusted: boolean): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    if (!isTracing() || UNTRACED.test(request.path)) return next();
    const begun = beginSpan(request.method, 'server', trusted ? request.headers : undefined);
    if (!begun) return next();
    const { span, inside } = begun;
    response.once('close', () => {
      const route = routeOf(request);
      if (route) span.updateName(`${request.method} ${route}`);
      span.setAttributes({
        'http.request.method': request.method,
        'http.response.status_code': response.statusCode,
        ...(route && { 'http.route': route }),
      });
      if (response.statusCode >= 500) fail(span, String(response.statusCode));
      span.end();
    });
    context.with(inside, next);
  };

/** Its pattern, never its path: that may carry a token. */
const routeOf = (request: Request): string | undefined => {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : undefined;
};
