import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** First path segments that belong to the server; under them an unknown path is a 404, never the web app. */
const SERVER_SEGMENTS = new Set([
  'api',
  'ws',
  'health',
  'metrics',
  '.well-known',
  'slack',
  'google',
  'a2a',
  'mcp',
  'admin-queues',
]);

const isServerPath = (path: string) => SERVER_SEGMENTS.has(path.split('/')[1] ?? '');
const looksLikeFile = (path: string) => /\.[a-z0-9]+$/i.test(path);

/** Addresses of the files that the build also wrote compressed, as `name.js.br`. */
const packedFiles = (assets: string): ReadonlySet<string> =>
  new Set(
    (existsSync(assets) ? readdirSync(assets) : [])
      .filter((name) => name.endsWith('.br'))
      .map((name) => `/assets/${name.slice(0, -'.br'.length)}`),
  );

/** Asks for the compressed file in place of the one that was named. */
const preferPacked =
  (packed: ReadonlySet<string>): RequestHandler =>
  (request, response, next) => {
    if (packed.has(request.path)) {
      response.vary('Accept-Encoding');
      if (request.acceptsEncodings('br')) request.url = `${request.path}.br`;
    }
    next();
  };

/**
 * The built web app: its files, and `index.html` for every page address the client router knows. Hashed assets may be kept
 * forever; the page itself is asked for anew each time, so that a deploy is seen at once.
 */
export function staticFrontend(dist: string): RequestHandler {
  const router = Router();
  if (!existsSync(join(dist, 'index.html'))) return router;
  const assets = join(dist, 'assets');

  const files = express.static(dist, {
    index: false,
    redirect: false,
    setHeaders: (response, file) => {
      const hashed = file.startsWith(assets + sep);
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (!file.endsWith('.br')) return;
      response.setHeader('Content-Encoding', 'br');
      response.setHeader('Content-Type', `text/${file.endsWith('.css.br') ? 'css' : 'javascript'}; charset=utf-8`);
    },
  });
  const page: RequestHandler = (request, response, next) => {
    if (looksLikeFile(request.path) || !request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: dist });
  };

  for (const handler of [preferPacked(packedFiles(assets)), files, page]) {
    router.use((request, response, next) => {
      const reads = request.method === 'GET' || request.method === 'HEAD';
      if (reads && !isServerPath(request.path)) handler(request, response, next);
      else next();
    });
  }
  return router;
}
