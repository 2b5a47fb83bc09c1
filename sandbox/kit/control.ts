import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPlan, FaultRule, Labels } from './fault-plan.js';
import type { Ledger, LedgerEntry } from './ledger.js';

export interface ControlTargets<F, E extends LedgerEntry> {
  readonly faults: FaultPlan<F>;
  readonly ledger: Ledger<E>;
  /** Turns the JSON of a rule's `fault` into a fault, or throws with a message for the caller. */
  readonly readFault: (value: unknown) => F;
}

const MAX_BODY = 65_536;

export const readBody = async (request: IncomingMessage, limit: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new RangeError('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const readRule = <F>(text: string, readFault: (value: unknown) => F): FaultRule<F> => {
  const body = JSON.parse(text) as { fault?: unknown; times?: number | 'always'; match?: Labels };
  const rule = { fault: readFault(body.fault), times: body.times ?? 1 };
  return body.match === undefined ? rule : { ...rule, match: body.match };
};

const changeFaults = async <F, E extends LedgerEntry>(request: IncomingMessage, targets: ControlTargets<F, E>) => {
  if (request.method === 'DELETE') targets.faults.clear();
  if (request.method === 'POST') targets.faults.add(readRule(await readBody(request, MAX_BODY), targets.readFault));
  return targets.faults.pending();
};

/** Serves `/_control/faults` and `/_control/ledger` under any base path. Returns false for every other path. */
export const handleControl = async <F, E extends LedgerEntry>(
  request: IncomingMessage,
  response: ServerResponse,
  targets: ControlTargets<F, E>,
): Promise<boolean> => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (!path.includes('/_control/')) return false;
  try {
    if (path.endsWith('/_control/faults')) sendJson(response, 200, await changeFaults(request, targets));
    else if (path.endsWith('/_control/ledger')) sendJson(response, 200, targets.ledger.entries());
    else sendJson(response, 404, { error: 'no such control route' });
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
  return true;
};
