import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type PostResult =
  | { kind: 'response'; status: number; headers: NodeJS.Dict<string | string[]>; text: string }
  | { kind: 'timeout' }
  | { kind: 'failed'; message: string };

/** Each on a connection of its own: an idle one that the other side just closed would look like a failure of the app. */
export const post = (
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<PostResult> =>
  new Promise((resolve) => {
    const length = String(Buffer.byteLength(body));
    const open = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = open(url, { method: 'POST', agent: false, headers: { ...headers, 'content-length': length } });
    const timer = setTimeout(() => {
      resolve({ kind: 'timeout' });
      request.destroy();
    }, timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', message: error.message });
    };
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        clearTimeout(timer);
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ kind: 'response', status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.end(body);
  });
