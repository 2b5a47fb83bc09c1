import { createReadStream, existsSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

const fileFor = (folder: string, path: string): string | undefined => {
  const file = normalize(join(folder, decodeURIComponent(path === '/' ? '/index.html' : path)));
  const isInside = file.startsWith(normalize(folder) + sep);
  return isInside && existsSync(file) && statSync(file).isFile() ? file : undefined;
};

/** The pages of a stand-in. @param name what it is called where it has none */
export const serveFile = (name: string, folder: string | undefined, path: string, response: ServerResponse): void => {
  const file = folder === undefined ? undefined : fileFor(folder, path);
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(path === '/' ? `The ${name} is running; it has no pages here.\n` : 'Not found.\n');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  createReadStream(file).pipe(response);
};
