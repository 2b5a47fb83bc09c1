import { v7 } from 'uuid';

/**
 * A version 7 UUID (RFC 9562 §5.7): time-ordered, so that inserts stay at the right edge of an index.
 * The time inside is a hint for ordering only; nothing may rely on it.
 * @param nowMs milliseconds since 1970, where the caller's clock is not the system's
 */
export const newId = (nowMs?: number): string => v7(nowMs === undefined ? undefined : { msecs: nowMs });
