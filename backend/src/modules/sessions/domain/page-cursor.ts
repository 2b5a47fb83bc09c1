import { z } from 'zod';
import { DomainError } from '../../../kernel/index.js';

const cursorSchema = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

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
