import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@parley/contracts';
import type { Request, Response } from 'express';
import { toProblem } from './problem.js';

/** Global: every error of every route leaves as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const http = host.switchToHttp();
    sendProblem(http.getRequest<Request>(), http.getResponse<Response>(), toProblem(error));
  }
}

export function sendProblem(request: Request, response: Response, problem: Problem) {
  if (response.headersSent) {
    // The answer is already under way (a stream): all that is left is to end it visibly.
    response.destroy();
    return;
  }
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(Math.ceil(problem.retryAfter)));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', challenge(request));
  response.status(problem.status).setHeader('Cache-Control', 'no-store');
  response.type('application/problem+json').send(JSON.stringify(problem));
}

/** RFC 6750 §3: no error code when the request carried no token at all. */
const challenge = (request: Request) =>
  request.headers.authorization === undefined
    ? 'Bearer realm="parley"'
    : 'Bearer realm="parley", error="invalid_token"';
