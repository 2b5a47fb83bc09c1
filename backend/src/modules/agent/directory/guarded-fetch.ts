import { type LookupAddress, lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressProblem, urlProblem } from './address-rules.js';

/** Nothing is sent there, however often one tries. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

export interface FetchLimits {
  allowPrivate: boolean;
  maxBytes: number;
  timeoutMs: number;
}

/**
 * `fetch` towards servers that we do not trust: to no address that is off limits, judged by the very one that is connected to
 * (a name may point elsewhere a moment later), whole answers of bounded size in bounded time, redirects as they came.
 * Each on a connection of its own: an idle one that the other side just closed would look like a failure of the agent.
 */
export const guardedFetch =
  (limits: FetchLimits): typeof fetch =>
  async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const problem = urlProblem(url.href, limits.allowPrivate);
    if (problem) throw new AddressRefused(problem);
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      return await exchange(url, init ?? {}, signal, limits);
    } catch (error) {
      throw timeout.aborted ? new Error(`it did not answer within ${limits.timeoutMs / 1_000} s`) : error;
    }
  };

const exchange = (url: URL, init: RequestInit, signal: AbortSignal, limits: FetchLimits): Promise<Response> =>
  new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const options: RequestOptions = {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      agent: false,
      lookup: guardedLookup(limits.allowPrivate),
      signal,
    };
    const request = open(url, options, (response) => {
      readWhole(response, limits.maxBytes).then((body) => resolve(toResponse(response, body)), reject);
    });
    request.on('error', reject);
    request.end(typeof init.body === 'string' ? init.body : undefined);
  });

const readWhole = async (response: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`its answer is larger than ${Math.round(maxBytes / 1_024)} KiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const toResponse = ({ statusCode = 0, headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Response => {
  if (statusCode < 200 || statusCode > 599) throw new Error(`it answered with the status ${statusCode}`);
  const flat = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const bodiless = [204, 205, 304].includes(statusCode);
  return new Response(bodiless ? null : body, { status: statusCode, headers: flat });
};

/** One address that is off limits is enough: who is behind the name could have any of them taken. */
const guardedLookup =
  (allowPrivate: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '');
      const problem = addresses.map(({ address }) => addressProblem(address, allowPrivate)).find(Boolean);
      const [first] = addresses;
      if (problem || !first) return callback(new AddressRefused(problem ?? 'It has no address.'), '');
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
