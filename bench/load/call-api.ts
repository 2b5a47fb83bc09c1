import { type Agent, request } from 'node:http';
import type { Page } from './page.js';

/** One call of the REST API, as the page's person. @throws when it is refused */
export function callApi(page: Page, agent: Agent, method: string, path: string, payload: object): Promise<void> {
  const { hostname, port } = new URL(page.seat.url);
  const body = JSON.stringify(payload);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...{ hostname, port, agent, method, path },
        headers: {
          authorization: `Bearer ${page.seat.token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        if (response.statusCode === 200) response.once('end', resolve);
        else reject(new Error(`${method} ${path} was refused with ${response.statusCode}`));
      },
    );
    call.once('error', reject).end(body);
  });
}
