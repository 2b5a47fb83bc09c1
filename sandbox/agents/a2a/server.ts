import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { AgentCard } from '@a2a-js/sdk';
import {
  DefaultRequestHandler,
  JsonRpcTransportHandler,
  ServerCallContext,
  UnauthenticatedUser,
  validateVersion,
} from '@a2a-js/sdk/server';
import { type FaultPlan, handleControl, type Ledger, readBody, refusalOf, sendJson } from '../../kit/index.js';
import { cardOf } from './card.js';
import { SampleExecutor } from './executor.js';
import { type AgentFault, readAgentFault } from './faults.js';
import type { AgentLedgerEntry } from './ledger.js';
import type { Sample } from './samples/sample.js';
import type { TaskFile } from './task-file.js';

const MAX_BODY = 1_000_000;
const VERSION_HEADER = 'a2a-version';

export interface AgentsServerParts {
  readonly samples: readonly Sample[];
  readonly file: TaskFile;
  readonly faults: FaultPlan<AgentFault>;
  readonly ledger: Ledger<AgentLedgerEntry>;
  readonly workMs: number;
  /** Where it listens. */
  readonly url: () => string;
}

interface Rpc {
  id?: unknown;
  method?: string;
  params?: { id?: string; message?: { messageId?: string; contextId?: string; taskId?: string } };
}

/** One of the sample agents behind the official server SDK. */
class Desk {
  private readonly handler: DefaultRequestHandler;
  private readonly rpc: JsonRpcTransportHandler;
  readonly card: AgentCard;

  constructor(
    readonly sample: Sample,
    parts: AgentsServerParts,
  ) {
    const tasks = parts.file.of(sample.slug);
    const executor = new SampleExecutor({ ...parts, sample, tasks });
    executor.recover();
    this.card = cardOf(sample, `${parts.url()}/${sample.slug}`);
    this.handler = new DefaultRequestHandler(this.card, tasks, executor);
    this.rpc = new JsonRpcTransportHandler(this.handler);
  }

  async answer(body: unknown, version: string | undefined): Promise<unknown> {
    const context = new ServerCallContext({
      user: new UnauthenticatedUser(),
      ...(version !== undefined && { requestedVersion: version }),
    });
    try {
      validateVersion(context.requestedVersion, this.card, 'JSONRPC');
    } catch (error) {
      return { jsonrpc: '2.0', id: null, error: JsonRpcTransportHandler.mapToJSONRPCError(error) };
    }
    return this.rpc.handle(body as Record<string, unknown>, context);
  }
}

/** The sample agents below one server, each under its name, with `/_control/` for who makes them misbehave. */
export class AgentsServer {
  readonly http: Server;
  private desks = new Map<string, Desk>();

  constructor(private readonly parts: AgentsServerParts) {
    this.http = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
  }

  /** Once it listens: the cards name the port. */
  open(): void {
    this.desks = new Map(this.parts.samples.map((sample) => [sample.slug, new Desk(sample, this.parts)]));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/_control/')) return this.control(request, response);
    const [, slug = '', ...rest] = path.split('/');
    const desk = this.desks.get(slug);
    const what = rest.join('/');
    if (desk && request.method === 'GET' && what === '.well-known/agent-card.json')
      return this.card(request, response, desk);
    if (desk && request.method === 'POST' && what === 'a2a') return this.call(request, response, desk);
    sendJson(response, 404, { error: 'no such agent' });
  }

  private async control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal) return sendJson(response, 403, { error: refusal });
    const { faults, ledger } = this.parts;
    if (!(await handleControl(request, response, { faults, ledger, readFault: readAgentFault })))
      sendJson(response, 404, { error: 'no such control route' });
  }

  private async card(request: IncomingMessage, response: ServerResponse, { sample, card }: Desk): Promise<void> {
    this.tell(request, { agent: sample.slug, method: 'card' });
    const fault = this.parts.faults.take({ agent: sample.slug, method: 'card' });
    if (fault && (await this.spoil(response, fault))) return;
    const changes = fault?.kind === 'wrong_card' ? fault.card : {};
    sendJson(response, 200, { ...(AgentCard.toJSON(card) as object), ...changes });
  }

  private async call(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
    const body = JSON.parse(await readBody(request, MAX_BODY)) as Rpc;
    const agent = desk.sample.slug;
    const method = body.method ?? '';
    const { messageId, contextId, taskId = body.params?.id } = body.params?.message ?? {};
    this.tell(request, {
      ...{ agent, method },
      ...(messageId && { messageId }),
      ...(contextId && { contextId }),
      ...(taskId && { taskId }),
    });
    const fault = this.parts.faults.take({ agent, method });
    if (fault?.kind === 'rpc_error') {
      const { code, message } = fault;
      return sendJson(response, 200, { jsonrpc: '2.0', id: body.id ?? null, error: { code, message } });
    }
    if (fault && (await this.spoil(response, fault))) return;
    const version = request.headers[VERSION_HEADER];
    const answer = await desk.answer(body, typeof version === 'string' ? version : undefined);
    if (fault?.kind === 'cut') response.destroy();
    else if (fault?.kind !== 'mute') sendJson(response, 200, answer);
  }

  /** @returns true when there is nothing more to answer */
  private async spoil(response: ServerResponse, fault: AgentFault): Promise<boolean> {
    switch (fault.kind) {
      case 'http_status': {
        const after = fault.retryAfter;
        if (after === undefined) sendJson(response, fault.status, { error: 'spoiled' });
        else sendJson(response, fault.status, { error: 'spoiled' }, { 'retry-after': String(after) });
        return true;
      }
      case 'cut':
        if (fault.when === 'before') response.destroy();
        return fault.when === 'before';
      case 'hang':
        return true;
      case 'slow':
        await delay(fault.ms);
        return false;
      case 'garbage':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc": "2.0", <html>');
        return true;
      case 'huge':
        response.writeHead(200, { 'content-type': 'application/json' }).end('"'.padEnd(fault.bytes, 'x'));
        return true;
      case 'redirect':
        response.writeHead(302, { location: fault.to }).end();
        return true;
      default:
        return false;
    }
  }

  private tell(request: IncomingMessage, entry: Pick<AgentLedgerEntry, 'agent'> & Partial<AgentLedgerEntry>): void {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    this.parts.ledger.append({ time: new Date().toISOString(), kind: 'call', ...entry, ...(token && { token }) });
  }
}
