import { z } from 'zod';
import { DomainError } from '../../../kernel/index.js';

/** PostgreSQL knows no year 0. */
const timeSchema = z.iso.datetime({ offset: true }).refine((text) => !text.startsWith('0000'));
const cursorSchema = z.tuple([timeSchema, z.uuid()]);

export interface PageCursor {
  updatedAt: string;
  id: string;
}

/** Opaque for clients; holds the place of the last row they saw. */
export const encodeCursor = ({ updatedAt, id }: PageCursor): string =>
  Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url');

/** @throws DomainError invalid_request */
export const decodeCursor = (text: string): PageCursor => {
  try {
    const [updatedAt, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { updatedAt, id };
  } catch {
    throw new DomainError('invalid_request', 'The cursor is not one that this server gave out.');
  }
};
