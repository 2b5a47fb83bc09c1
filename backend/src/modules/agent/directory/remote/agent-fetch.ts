import { retryAfterMs } from '../../llm/domain/retry-after.js';
import { AddressRefused, type FetchLimits, guardedFetch } from '../guarded-fetch.js';
import { AgentCallFailed } from './agent-call-failed.js';

/** Nothing has left then. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** `fetch` for the client SDK: our token goes along, and what HTTP says of a failure is told before the SDK reads the body. */
export const agentFetch = (limits: FetchLimits, token: string | null, now: () => Date): typeof fetch => {
  const guarded = guardedFetch(limits);
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    let response: Response;
    try {
      response = await guarded(input, { ...init, headers });
    } catch (error) {
      throw init?.signal?.aborted ? error : toFailure(error);
    }
    assertUsable(response, now());
    return response;
  };
};

const toFailure = (error: unknown): AgentCallFailed => {
  if (error instanceof AddressRefused) return new AgentCallFailed(error.message, { kind: 'refused' });
  const { code, message } = error as NodeJS.ErrnoException;
  const sent = !NOT_SENT.includes(code ?? '');
  const words = sent ? `It broke off: ${(message || String(code)).slice(0, 200)}.` : 'It cannot be reached.';
  return new AgentCallFailed(words, { kind: 'unavailable', happened: sent ? 'maybe' : 'no' });
};

const assertUsable = ({ status, headers }: Response, now: Date): void => {
  if (status === 401 || status === 403)
    throw new AgentCallFailed(`It does not let us in (status ${status}).`, { kind: 'refused' });
  if (status >= 300 && status < 400) throw new AgentCallFailed('It sends us on elsewhere.', { kind: 'refused' });
  if (status !== 408 && status !== 429 && status < 500) return;
  throw new AgentCallFailed(`It answers with the status ${status}.`, {
    kind: 'unavailable',
    happened: status === 429 || status === 503 ? 'no' : 'maybe',
    retryAfterMs: retryAfterMs(headers, now.getTime()),
  });
};
