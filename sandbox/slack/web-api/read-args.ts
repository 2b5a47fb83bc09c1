import type { IncomingMessage } from 'node:http';
import { readBody } from '../../kit/index.js';
import { isObject } from '../block-kit/checks.js';
import { SlackError } from '../errors.js';
import { Args } from './args.js';

const MOST_BYTES = 2_000_000;

const parseJson = (text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SlackError('invalid_json');
  }
  if (!isObject(value)) throw new SlackError('json_not_object');
  return value;
};

const parse = (text: string, contentType: string): Record<string, unknown> => {
  if (text === '') return {};
  if (contentType.startsWith('application/json')) return parseJson(text);
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  throw new SlackError(contentType === '' ? 'missing_post_type' : 'invalid_post_type');
};

/** From the query and from a JSON or form body. @throws SlackError when the body is neither */
export const readArgs = async (request: IncomingMessage, query: URLSearchParams): Promise<Args> => {
  const text = await readBody(request, MOST_BYTES);
  return new Args({ ...Object.fromEntries(query), ...parse(text, request.headers['content-type'] ?? '') });
};
