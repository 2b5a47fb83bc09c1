import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { correlate, type Metrics, withoutTokens } from '../telemetry/index.js';

/** As proxies and clients write one: no room for what a log must not hold. */
const WELL_FORMED = /^[\w.-]{8,64}$/;
/** The web app's files, and what is nowhere: their paths have no end. */
const NO_ROUTE = 'other';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** nginx's word for a client that went before the answer. */
const CLIENT_GONE = '499';

/** Around every request: its id, in the answer and in each log line; its place in the metrics; one line at debug. */
export const requestContext = (metrics: Metrics): RequestHandler => {
  const log = new Logger('HTTP');
  return (request: Request, response: Response, next: NextFunction) => {
    const given = request.get('x-request-id');
    const requestId = given && WELL_FORMED.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const began = performance.now();
    correlate({ requestId }, () => {
      response.once('close', () => {
        const ms = performance.now() - began;
        measure(metrics, request, response, ms);
        log.debug(lineOf(request, response, ms));
      });
      next();
    });
  };
};

const measure = (metrics: Metrics, request: Request, response: Response, ms: number): void => {
  const labels = { method: METHODS.has(request.method) ? request.method : 'OTHER', route: routeOf(request) };
  const status = response.writableFinished ? String(response.statusCode) : CLIENT_GONE;
  metrics.count('httpRequests', { ...labels, status });
  // How long somebody follows a stream says nothing about how quick we are.
  const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
  if (!isStream) metrics.observe('httpSeconds', labels, ms / 1_000);
};

/** The pattern, never the path: a path holds ids, and each would be a series of its own. */
const routeOf = (request: Request): string => {
  const pattern: unknown = request.route?.path;
  return typeof pattern === 'string' ? pattern : NO_ROUTE;
};

/** Without its query, which may hold what somebody looks for, or the way back from a consent page. */
const lineOf = ({ method, originalUrl }: Request, { statusCode }: Response, ms: number) => ({
  msg: 'request',
  method,
  path: withoutTokens(originalUrl.split('?', 1)[0] ?? ''),
  status: statusCode,
  ms: Math.round(ms),
});
