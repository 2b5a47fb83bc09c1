import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { Response } from 'express';
import helmet from 'helmet';
import { type AppConfig, projectRoot } from '../../config/index.js';
import { staticFrontend } from './static-frontend.js';

/** Scripts only from our own files. Inline styles are allowed, because components position themselves with them. */
const contentSecurityPolicy = (secure: boolean) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    ...(secure && { upgradeInsecureRequests: [] }),
  },
});

/** A compressed event stream would wait in the compressor's buffer. */
const isEventStream = (response: Response) =>
  String(response.getHeader('Content-Type')).startsWith('text/event-stream');

/** Security headers, compression and the web app, around the routes; called once, before the application listens. */
export function serveWeb(app: NestExpressApplication, config: AppConfig): void {
  const secure = config.publicUrl.startsWith('https:');
  app.use(
    helmet({ contentSecurityPolicy: contentSecurityPolicy(secure), strictTransportSecurity: secure }),
    compression({ filter: (request, response) => !isEventStream(response) && compression.filter(request, response) }),
  );
  if (config.role !== 'worker') app.use(staticFrontend(join(projectRoot(), 'frontend', 'dist')));
}
