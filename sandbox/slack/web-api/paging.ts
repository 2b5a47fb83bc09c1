import { SlackError } from '../errors.js';
import type { Args } from './args.js';

const encode = (offset: number): string => Buffer.from(`next:${offset}`).toString('base64');

const decode = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  const [, offset] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (offset === undefined) throw new SlackError('invalid_cursor');
  return Number(offset);
};

export interface Page<T> {
  items: T[];
  has_more: boolean;
  response_metadata: { next_cursor: string };
}

/** One page by `cursor` and `limit`: https://docs.slack.dev/apis/web-api/pagination */
export const pageOf = <T>(args: Args, all: readonly T[], fallback = 100, max = 1_000): Page<T> => {
  const start = decode(args.text('cursor'));
  const end = start + args.count('limit', fallback, max);
  const has_more = end < all.length;
  return { items: all.slice(start, end), has_more, response_metadata: { next_cursor: has_more ? encode(end) : '' } };
};
