/** How a sample agent can go wrong. Labels to match: `agent`, `method` (`card`, `SendMessage`, `GetTask`, …, `begin`, `work`). */
export type AgentFault =
  | { readonly kind: 'http_status'; readonly status: number; readonly retryAfter?: number }
  /** The connection is cut: `before` anything was done, or `after` all was. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'hang' }
  /** All is done, and nothing is said of it. */
  | { readonly kind: 'mute' }
  /** method `begin`: the message is taken, and the task stands as before for so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'garbage' }
  /** More bytes than anybody should read. */
  | { readonly kind: 'huge'; readonly bytes: number }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The answer is a JSON-RPC error. */
  | { readonly kind: 'rpc_error'; readonly code: number; readonly message: string }
  /** method `card`: a card with these members instead. */
  | { readonly kind: 'wrong_card'; readonly card: Readonly<Record<string, unknown>> }
  /** method `work`: nobody works on the task any more, until the agents are started anew. */
  | { readonly kind: 'dies' }
  /** method `work`: the task is gone. */
  | { readonly kind: 'forgets' }
  /** method `work`: the task ends in failure, with these words. */
  | { readonly kind: 'fails'; readonly text: string };

const KINDS: readonly AgentFault['kind'][] = [
  ...(['http_status', 'cut', 'hang', 'slow', 'garbage', 'huge', 'redirect', 'rpc_error', 'mute'] as const),
  ...(['wrong_card', 'dies', 'forgets', 'fails'] as const),
];

/** From the JSON of the control API. @throws TypeError */
export const readAgentFault = (value: unknown): AgentFault => {
  const fault = (typeof value === 'string' ? { kind: value } : value) as AgentFault;
  if (!KINDS.includes(fault?.kind)) throw new TypeError(`fault must be one of ${KINDS.join(', ')}`);
  return fault;
};
