import { type Agent, request } from 'node:http';
import type { Page, Seat } from './page.js';

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

/** Reads one page of the REST API to its end. @throws when it is refused */
export function getApi(seat: Seat, agent: Agent, path: string): Promise<void> {
  const { hostname, port } = new URL(seat.url);
  const headers = { authorization: `Bearer ${seat.token}` };
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, agent, path, headers }, (response) => {
      response.resume();
      if (response.statusCode === 200) response.once('end', resolve);
      else reject(new Error(`GET ${path} was refused with ${response.statusCode}`));
    });
    call.once('error', reject).end();
  });
}
