import { z } from 'zod';

/** Longest message a person may send, in UTF-16 code units. A 64 KiB WebSocket frame still holds it escaped. */
export const MAX_MESSAGE_LENGTH = 16_000;

/**
 * Text that PostgreSQL can store and every channel can carry: no NUL and no lone surrogate.
 * Such input is refused with a clear message instead of being changed silently.
 */
export const safeText = (maxLength: number, minLength = 1) =>
  z
    .string()
    .min(minLength)
    .max(maxLength)
    .refine((text) => !text.includes('\0'), 'must not contain the NUL character')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode (it contains a lone surrogate)');

/** As {@link safeText}, and something other than white space. */
export const nonBlankText = (maxLength: number) =>
  safeText(maxLength).refine((text) => text.trim().length > 0, 'must not be blank');

const MAX_JSON_DEPTH = 50;

const isStorable = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  if (depth >= MAX_JSON_DEPTH) return false;
  return Object.entries(value).every(([name, member]) => isStorable(name) && isStorable(member, depth + 1));
};

/** Any JSON that PostgreSQL can store: text as in {@link safeText}, and nested no deeper than anybody reads. */
export const safeJson = z
  .unknown()
  .refine(isStorable, `must hold neither NUL nor lone surrogates, nor be nested deeper than ${MAX_JSON_DEPTH}`)
  .pipe(z.json());

/** In lower case, as PostgreSQL writes it: ids are compared as text. */
export const idSchema = z.uuid().toLowerCase();
/** A place in a session's log, as wide as PostgreSQL's integer. */
export const seqSchema = z.int().min(0).max(2_147_483_647);
export const timestampSchema = z.iso.datetime({ offset: true });
export type Id = string;
