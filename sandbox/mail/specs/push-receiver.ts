import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../../kit/index.js';

export interface Pushed {
  authorization: string;
  body: { message: { data: string; messageId: string; publishTime: string }; subscription: string };
  data: { emailAddress: string; historyId: number };
}

/** Stands where the app listens: answers with these statuses, then with 204. */
export const receivePushes = async (statuses: number[] = []) => {
  const pushed: Pushed[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readBody(request, 65_536)) as Pushed['body'];
    const data = JSON.parse(Buffer.from(body.message.data, 'base64').toString()) as Pushed['data'];
    pushed.push({ authorization: request.headers.authorization ?? '', body, data });
    response.writeHead(statuses.shift() ?? 204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
  return { url, pushed, close: () => server.close() };
};
