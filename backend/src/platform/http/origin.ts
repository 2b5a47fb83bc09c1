/**
 * Whether a request may act with the browser's cookies or open a socket (T21, T23). Exact comparison: no suffixes, no
 * ports left out, and `null` (sandboxed frames, files) is never in the list. Browsers send Origin with every POST and
 * every WebSocket handshake, so its absence means that no browser sent it.
 */
export const isAllowedOrigin = (origin: string | undefined, allowed: readonly string[]): boolean =>
  origin !== undefined && allowed.includes(origin);
