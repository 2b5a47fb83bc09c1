import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { notFound } from '../../kernel/index.js';

/** What a worker answers: those who watch it, and nobody else. */
const WATCHED = /^\/(health|metrics)(\/|$)/i;

/** Before everything else: there are no routes for people, programs or providers on a worker (OPS-1). */
export function serveOnlyWatchers(app: NestExpressApplication): void {
  app.use((request: Request, _response: Response, next: NextFunction) => {
    next(WATCHED.test(request.path) ? undefined : notFound('page on a worker'));
  });
}
