import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail } from '../core.js';
import type { CallFault } from '../faults.js';
import type { CallEntry } from '../ledger.js';
import { GoogleError } from './errors.js';
import { type Answer, refusal, spoiled } from './spoiled.js';

const write = (response: ServerResponse, { status, body, headers, raw }: Answer): void => {
  const type = raw === undefined ? 'application/json; charset=UTF-8' : 'text/html; charset=UTF-8';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'private, no-store', ...headers });
  response.end(raw ?? (body === undefined ? '' : JSON.stringify(body, null, 2)));
};

const attempt = (work: () => Answer): Answer => {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoogleError) return refusal(error);
    throw error;
  }
};

/** Google's shape or OAuth's. */
const reasonOf = ({ status, body, raw }: Answer): string | undefined => {
  const error = (body as { error?: string | { errors?: { reason: string }[] } } | undefined)?.error;
  if (error !== undefined) return typeof error === 'string' ? error : error.errors?.[0]?.reason;
  return raw === undefined && status < 400 ? undefined : String(status);
};

export interface Spoilable {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: CallFault | undefined;
  readonly work: () => Answer;
  /** What the ledger says about it beside its result. */
  readonly entry: (answer: Answer) => Pick<CallEntry, 'method' | 'mailbox'> & Partial<CallEntry>;
}

/** Does a call, or what the fault makes of it, and writes it down. */
export const respond = async (mail: Mail, { request, response, fault, work, entry }: Spoilable): Promise<void> => {
  if (fault?.kind === 'slow' && fault.when !== 'after') await sleep(fault.ms);
  const isCutBefore = fault?.kind === 'cut' && fault.when === 'before';
  const answer = isCutBefore ? { status: 0 } : (spoiled(fault) ?? attempt(work));
  const reason = reasonOf(answer);
  mail.ledger.append({
    ...{ kind: 'call', time: new Date().toISOString(), ...entry(answer) },
    ...{ ok: answer.status >= 200 && answer.status < 300 && answer.raw === undefined, status: answer.status },
    ...(reason !== undefined && { reason }),
    ...(fault && { fault: fault.kind }),
  });
  if (fault?.kind === 'slow' && fault.when === 'after') await sleep(fault.ms);
  if (fault?.kind === 'cut') request.socket.destroy();
  else write(response, answer);
};
