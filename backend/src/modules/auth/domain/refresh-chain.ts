/** One refresh token of a family, as stored: known by its hash, used at some time or not yet. */
export interface StoredToken {
  hash: string;
  usedAt: Date | null;
}

export type Rotation =
  /** Nobody has used it yet: it is spent now, and its successor handed out. */
  | { kind: 'rotate'; spent: string; successor: string }
  /** Used moments ago, by this client's other request: everyone gets the same current token. */
  | { kind: 'current'; token: string }
  /** Used before that. Either the person or whoever presents it now is a thief (RFC 9700 §4.14.2). */
  | { kind: 'reuse' };

/**
 * What becomes of a refresh token that is presented. Successors are derived from their predecessor with a key that only
 * the server has, so the tokens that were used within the overlap lead from link to link to the one unused token, and
 * concurrent requests agree on it although nothing but hashes is stored.
 *
 * @param live the family's unused token and those used within the overlap
 * @param successorOf derives the next token
 */
export function rotate(
  presented: string,
  live: readonly StoredToken[],
  functions: { hashOf: (token: string) => string; successorOf: (token: string) => string },
): Rotation {
  const byHash = new Map(live.map((token) => [token.hash, token]));
  let token = presented;
  // At most one step per link, so a chain that does not end in an unused token ends here.
  for (let steps = 0; steps <= live.length; steps++) {
    const stored = byHash.get(functions.hashOf(token));
    if (!stored) return { kind: 'reuse' };
    if (stored.usedAt === null) {
      return token === presented
        ? { kind: 'rotate', spent: token, successor: functions.successorOf(token) }
        : { kind: 'current', token };
    }
    token = functions.successorOf(token);
  }
  return { kind: 'reuse' };
}
